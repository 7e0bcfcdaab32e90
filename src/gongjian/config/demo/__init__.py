"""The demo town: a fictional district, made anew from a seed, in English or Chinese.

Everything here is invented. Places, people, companies, rules and telephone numbers do
not exist; codes are chosen so that they cannot belong to anybody.
"""
