/** pgoutput, protocol version 1: the messages of a logical replication stream that carry new rows.
 *  https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html */

export type Relation = { id: number; schema: string; name: string; columns: string[] };
/** A column's value as Postgres writes it in text, or null. An unchanged TOAST value is left out. */
export type Row = Record<string, string | null>;
export type Change =
  | { kind: "relation"; relation: Relation }
  | { kind: "insert"; relationId: number; row: (string | null | undefined)[] };

const RELATION = 0x52;
const INSERT = 0x49;
const NULL = 0x6e;
const UNCHANGED = 0x75;

/** Reads one message; `null` for those that carry no row (begin, commit, type, origin …). */
export function decodeChange(message: Buffer): Change | null {
  switch (message[0]) {
    case RELATION:
      return { kind: "relation", relation: decodeRelation(message) };
    case INSERT:
      // One byte of tag, four of relation, one of 'N' for the new tuple.
      return { kind: "insert", relationId: message.readUInt32BE(1), row: decodeTuple(message, 6) };
    default:
      return null;
  }
}

/** Names the values of a tuple by its relation's columns. */
export function nameRow(relation: Relation, values: (string | null | undefined)[]): Row {
  return Object.fromEntries(
    relation.columns.flatMap((column, index) => {
      const value = values[index];
      return value === undefined ? [] : [[column, value]];
    }),
  );
}

function decodeRelation(message: Buffer): Relation {
  const id = message.readUInt32BE(1);
  const [schema, afterSchema] = readString(message, 5);
  const [name, afterName] = readString(message, afterSchema);
  // One byte of replica identity; per column one of flags, then its name, four of type, four of modifier.
  const columns: string[] = [];
  let offset = afterName + 3;
  for (let left = message.readUInt16BE(afterName + 1); left > 0; left -= 1) {
    const [column, afterColumn] = readString(message, offset + 1);
    columns.push(column);
    offset = afterColumn + 8;
  }
  return { id, schema, name, columns };
}

function decodeTuple(message: Buffer, start: number): (string | null | undefined)[] {
  const values: (string | null | undefined)[] = [];
  let offset = start + 2;
  for (let left = message.readUInt16BE(start); left > 0; left -= 1) {
    const kind = message[offset];
    offset += 1;
    if (kind === NULL) values.push(null);
    else if (kind === UNCHANGED) values.push(undefined);
    else {
      const end = offset + 4 + message.readUInt32BE(offset);
      values.push(message.toString("utf8", offset + 4, end));
      offset = end;
    }
  }
  return values;
}

function readString(message: Buffer, start: number): [text: string, next: number] {
  const end = message.indexOf(0, start);
  return [message.toString("utf8", start, end), end + 1];
}
