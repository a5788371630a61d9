"""Everything of a built site beside its pages: feeds, exports, sitemap, search index, manifest.

Each module takes what `derive` worked out and the folder of the site, and leaves whole files there: the same
input gives the same bytes on every machine. Addresses are relative to the site's root unless a standard
demands absolute ones (feeds, sitemap); those start with the setting `site_url`, which may have a sub-path.
"""
