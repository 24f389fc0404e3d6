"""Files that people upload: known by their content and never by their name, and refused in one clear sentence.

What passes does nothing: pictures are drawn anew, documents have been searched for whatever acts. It takes less than
two seconds and little memory, whatever a file says of itself. `text_of` gives the words, for searching.
"""

from ifiso.uploads.checking import LARGEST, Checked, checked
from ifiso.uploads.kinds import ACCEPTED
from ifiso.uploads.words import text_of

__all__ = ["ACCEPTED", "LARGEST", "Checked", "checked", "text_of"]
