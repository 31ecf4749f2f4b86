/**
 * Tables of a site. `WITHOUT ROWID` where the key is text: an ordinary table would keep a second
 * index for it, and each entry of an index is a row written.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS versions (
    version INTEGER PRIMARY KEY, at INTEGER, by TEXT, note TEXT, config TEXT);
  CREATE TABLE IF NOT EXISTS draft (
    id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER, at INTEGER, by TEXT, config TEXT);
  CREATE TABLE IF NOT EXISTS audit (
    n INTEGER PRIMARY KEY, at INTEGER, by TEXT, did TEXT, detail TEXT);
  CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY, kind TEXT, label TEXT, hint TEXT, match TEXT,
    created_at INTEGER, revoked_at INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS identity_keys (
    kid TEXT PRIMARY KEY, alg TEXT, jwk TEXT, created_at INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS source_secrets (
    source TEXT, at INTEGER, sealed TEXT, PRIMARY KEY (source, at)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER, by TEXT, maker TEXT, note TEXT, base INTEGER,
    config TEXT, state TEXT, decided_at INTEGER, decided_by TEXT, answer TEXT, version INTEGER);
  CREATE TABLE IF NOT EXISTS heard (id INTEGER PRIMARY KEY CHECK (id = 1), n INTEGER);
  CREATE TABLE IF NOT EXISTS channels_off (
    channel TEXT PRIMARY KEY, target TEXT, at INTEGER, reason TEXT) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS published (
    id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER, is_pending INTEGER);
`

/** Creates what is missing. */
export function prepareTables(sql: SqlStorage): void {
  sql.exec(tables)
  const columns = sql.exec<{ name: string }>('SELECT name FROM pragma_table_info(?)', 'draft')
  const hasBase = columns.toArray().some(({ name }) => name === 'base')
  if (!hasBase) sql.exec('ALTER TABLE draft ADD COLUMN base INTEGER')
}

/** The one row a query is about, if there is one. */
export function first<T extends Record<string, SqlStorageValue>>(
  cursor: SqlStorageCursor<T>
): T | undefined {
  const row = cursor.next()
  return row.done ? undefined : row.value
}
