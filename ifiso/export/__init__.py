"""The whole public registry as a folder of files: a site for any file server, and its data for any program.

gathering.py asks for every public page and follows its links; places.py says where each answer is kept, links.py leads
links there, assets.py brings styles and pictures along, finder.py what one can search for. folder.py sees that a good
copy is replaced by a whole one or not at all, site.py puts it all together. The data is made by ifiso.opendata.
"""
