"""CSV that people take away: any spreadsheet opens it, and runs nothing of it."""

import csv
import io

import pytest

from gongjian.foundation.kernel.csv_files import csv_response


def read(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_rows_come_back_as_they_were():
    rows = [["名称", "n"], ["a, “b”\nc", 3], ["", None], ["x", -0.5]]

    response = csv_response("figures", rows)

    assert read(response) == [["名称", "n"], ["a, “b”\nc", "3"], ["", ""], ["x", "-0.5"]]
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"] == 'attachment; filename="figures.csv"'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_what_strangers_wrote_is_no_formula(text):
    assert read(csv_response("x", [[text]]))[0][0].startswith("'")
