"""Gongjian 共建: a government, its public and its market build public services together."""
