import type { PostgresConnection } from "@supabase/lite/postgres";
import type { Sql } from "postgres";

/** A request as lite has parsed it. */
export type Ast = Awaited<ReturnType<PostgresConnection["onPostgrestAST"]>>;

// Kysely is lite's dependency, not ours.
type Database = Parameters<Parameters<PostgresConnection["withContext"]>[1]>[0];
type Plugin = Parameters<Database["withPlugin"]>[0];

/**
 * What a client sends as a string becomes a string object. lite would read it by the type of its column, the string "5"
 * as the number, and turns all arguments of type jsonb into JSON text but for strings, so that nobody could tell the two
 * apart any more.
 */
export function markStrings(ast: Ast): Ast {
  if (ast.type === "insert" || ast.type === "update" || ast.type === "upsert") {
    const { values } = ast;
    return { ...ast, values: Array.isArray(values) ? values.map(marked) : marked(values) };
  }
  return ast.function && ast.httpMethod === "POST" ? { ...ast, args: marked(ast.args) } : ast;
}

function marked<T>(row: T): T;
function marked(row: unknown): unknown {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return row;
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === "string" ? Object(value) : value,
  ]);
  return Object.fromEntries(entries);
}

/**
 * What writes and calls of functions need.
 * - After an update that embeds, lite reads the rows again by their keys and by the request's filter: a row that no
 *   longer passes it is missing. PostgREST answers with every row it wrote. So the filter is forgotten once it has
 *   chosen the rows.
 * - The driver tells Postgres that `true` is a boolean, and so is a list that begins with one, whatever the column or
 *   the argument is. So it tells nothing, and Postgres goes by where the value is to go.
 */
export function correctQueries(sql: Sql, ast: Ast | undefined): Plugin {
  const updates = new WeakSet<object>();
  return {
    transformQuery({ node, queryId }) {
      if (node.kind === "UpdateQueryNode") {
        updates.add(queryId);
        return { ...node, updates: untype(node.updates, sql) };
      }
      if (node.kind === "InsertQueryNode") return { ...node, values: untype(node.values, sql) };
      return ast?.function ? untype(node, sql) : node;
    },
    async transformResult({ result, queryId }) {
      const filter = updates.has(queryId) ? ast?.where : undefined;
      for (const name of Object.keys(filter ?? {})) delete (filter as Record<string, unknown>)[name];
      return result;
    },
  };
}

type Node = { kind: string; [part: string]: unknown };

/** In every node that holds what a client sent, and not within a JSON value. */
function untype<T>(part: T, sql: Sql): T;
function untype(part: unknown, sql: Sql): unknown {
  if (Array.isArray(part)) return part.map((one: unknown) => untype(one, sql));
  if (!isNode(part)) return part;
  const leaf = (value: unknown) => untyped(value, sql);
  if (part.kind === "ValueNode") return { ...part, value: leaf(part.value) };
  if (part.kind === "PrimitiveValueListNode")
    return { ...part, values: (part.values as unknown[]).map(leaf) };
  const parts = Object.entries(part.kind === "RawNode" ? withJsonAsText(part, sql) : part);
  return Object.fromEntries(parts.map(([name, value]) => [name, untype(value, sql)]));
}

const isNode = (part: unknown): part is Node => typeof part === "object" && part !== null && "kind" in part;

function untyped(value: unknown, sql: Sql): unknown {
  if (typeof value === "boolean" || Array.isArray(value)) return sql.typed(value as boolean, 0);
  return typeof value === "string" ? Object(value) : value;
}

/** In `name := $1::jsonb` lite gives the JSON text. Postgres is to read it as such, and the driver to leave it alone. */
function withJsonAsText(raw: Node, sql: Sql): Node {
  const [fragments, parameters] = [raw.sqlFragments as string[], raw.parameters as Node[]];
  const isJson = (position: number) =>
    fragments[position + 1] === "::" &&
    /^jsonb?$/.test(String((parameters[position + 1]?.sqlFragments as string[])?.[0]));
  return {
    ...raw,
    parameters: parameters.map((parameter, position) =>
      parameter.kind === "ValueNode" && typeof parameter.value === "string" && isJson(position)
        ? { ...parameter, value: sql.typed(parameter.value, 25) }
        : parameter,
    ),
  };
}
