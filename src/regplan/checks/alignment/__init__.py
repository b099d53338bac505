"""ALN, CTL, CSC, REV and LINK: what carries over from document to document, and links that cannot be as they are."""
