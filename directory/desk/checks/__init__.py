"""Is it still true, is it sound: verification, links, remarks, and what can be mended for certain."""
