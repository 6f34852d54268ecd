// Replaced by each deployment: where the API is, and which hosts besides Microsoft's own may frame the tab.
globalThis.openDoor = { apiUrl: '', hostOrigins: [] };
