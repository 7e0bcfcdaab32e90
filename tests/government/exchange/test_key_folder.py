from concurrent.futures import ThreadPoolExecutor

from gongjian.government.exchange.key_folder import KeyFolder
from gongjian.methods.exchange_messages import key_id


def test_of_many_that_begin_at_once_one_makes_the_key(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(lambda _n: KeyFolder(tmp_path / "keys").current(), range(8)))

    assert len({key_id(key) for key in keys}) == 1
    assert len(list((tmp_path / "keys").glob("*.pem"))) == 1


def test_the_next_key_is_not_in_use_until_it_is_put_in_use(tmp_path):
    keys = KeyFolder(tmp_path / "keys")
    before = key_id(keys.current())

    prepared = key_id(keys.prepare())
    assert key_id(keys.prepare()) == prepared
    assert key_id(keys.current()) == before != prepared

    assert key_id(keys.use_prepared()) == prepared == key_id(keys.current())
    assert key_id(keys.use_prepared()) == prepared
    assert keys.find(before) is not None
