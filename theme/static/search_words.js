// Our words for what Sphinx's search says. Its own way to take them makes a function of a text, which strict hosts forbid.

Object.assign(Documentation.TRANSLATIONS, JSON.parse(document.getElementById("search-words").textContent));
Documentation.LOCALE = document.documentElement.lang;
