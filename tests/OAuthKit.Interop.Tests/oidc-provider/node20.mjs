// Node 20 lacks URL.parse, the one thing oidc-provider needs of Node 22. Imported before everything else.
URL.parse ??= (url, base) => (URL.canParse(url, base) ? new URL(url, base) : null);
