"""briefing: makes a static web site from a pile of news articles. ``build.py`` tells the whole story."""
