import postgres, { type TransactionSql } from "postgres";
import { Sentence } from "./sentence.ts";
import { splitStatements } from "./statements.ts";

/**
 * Runs a file of SQL statement by statement, so that a failure can name its line, and gives the statements.
 * @throws Sentence with the file, the line and what Postgres says
 */
export async function runFile(transaction: TransactionSql, file: string, sql: string): Promise<string[]> {
  const statements = splitStatements(sql);
  for (const { text, line } of statements) {
    try {
      await transaction.unsafe(text).simple();
    } catch (error) {
      if (!(error instanceof postgres.PostgresError)) throw error;
      throw failure(error, file, text, line);
    }
  }
  return statements.map(({ text }) => text);
}

function failure(error: postgres.PostgresError, file: string, text: string, firstLine: number): Sentence {
  const offset = Number(error.position ?? 1) - 1;
  const line = firstLine + text.slice(0, offset).split("\n").length - 1;
  const hint = [error.detail, error.hint].filter(Boolean).join(" ");
  return new Sentence(
    `${file}, line ${line}: ${error.message}${hint ? ` (${hint})` : ""}. Nothing of this file was applied: mend it, and start again.`,
    { cause: error },
  );
}
