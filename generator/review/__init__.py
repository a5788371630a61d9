"""What a change does to the public site, as a page for reviewers who do not read diffs.

`passages` compares texts word by word, `values` puts fields into words, `view` and `surroundings` say what
became of records and of all else, `gathered` puts the page together, `formats` are its forms.
"""
