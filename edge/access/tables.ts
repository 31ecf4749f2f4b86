/** Tables of a site's accounts. `WITHOUT ROWID` where the key is text: no second index to write. */
const tables = `
  CREATE TABLE IF NOT EXISTS members (
    id TEXT PRIMARY KEY, email TEXT UNIQUE, name TEXT, role TEXT, password TEXT,
    created_at INTEGER, seen_at INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sessions (
    hash TEXT PRIMARY KEY, member TEXT, started_at INTEGER, seen_at INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS invitations (
    hash TEXT PRIMARY KEY, id TEXT, email TEXT, role TEXT, by TEXT, until INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS access_keys (
    hash TEXT PRIMARY KEY, id TEXT, name TEXT, role TEXT, by TEXT,
    created_at INTEGER, used_at INTEGER, revoked_at INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS attempts (
    who TEXT PRIMARY KEY, failures INTEGER, at INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS deeds (n INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER, deed TEXT);
`

/** Creates what is missing. */
export function prepareAccessTables(sql: SqlStorage): void {
  sql.exec(tables)
}
