/**
 * Verifies an exported conversation, with nothing but the file:
 *
 *   npm run -s verify-export -- file.json|file.html [--fingerprint <hex>] [--earlier <file>]
 *
 * Ends with 0 when every byte is as it was written, with 1 when one is not, and with 2 when it could not look.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ConversationExport } from "./schema.ts";
import { findingsBetween, type Verdict, verify } from "./verify.ts";

const USAGE =
  "Say which: npm run -s verify-export -- file.json|file.html [--fingerprint <hex>] [--earlier <file>]";
/** More of them say nothing more. */
const MOST_FINDINGS = 20;

/** Why nothing was looked at: a sentence for whoever called. */
class Misuse extends Error {}

function readAsked() {
  try {
    const options = { fingerprint: { type: "string" }, earlier: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [path, ...more] = positionals;
    if (path && more.length === 0) return { path, ...values, fingerprint: expected(values.fingerprint) };
  } catch (error) {
    if (error instanceof Misuse) throw error;
  }
  throw new Misuse(USAGE);
}

/** As it is printed, or as somebody has typed it off a page. */
function expected(fingerprint: string | undefined): string | undefined {
  const typed = fingerprint?.replace(/\s/g, "").toLowerCase();
  if (typed !== undefined && !/^[0-9a-f]{64}$/.test(typed))
    throw new Misuse("A fingerprint has 64 digits, 0 to 9 and a to f.");
  return typed;
}

function look(path: string): Verdict {
  try {
    return verify(readFileSync(path));
  } catch (error) {
    if (error instanceof Error && "code" in error)
      throw new Misuse(`${path} cannot be read: ${error.message}`);
    throw error;
  }
}

function* told({ about, fingerprint, events }: ConversationExport, isGivenFrom: boolean): Generator<string> {
  const { code, name } = about.conversation;
  yield `The conversation with ${name} (${code}), complete to message #${about.last_seq}: ${events.length} events.`;
  yield `Exported at ${about.exported_at} by ${about.exported_by.name}, ${about.tournament.name}.`;
  yield `Fingerprint ${fingerprint}`;
  if (isGivenFrom) return;
  yield "Whoever changes a file can compute all of its hashes anew. Compare this fingerprint with the one in Rinkside's";
  yield "audit trail, or on a copy that somebody else holds; or have it compared by --fingerprint.";
}

try {
  const { path, fingerprint, earlier } = readAsked();
  const { kind, document, findings } = look(path);
  const found = [...findings];
  if (fingerprint && document && document.fingerprint !== fingerprint)
    found.push("The fingerprint is another than the one that you gave.");
  if (earlier !== undefined && document) {
    const before = look(earlier);
    found.push(...before.findings.map((finding) => `In the earlier file: ${finding}`));
    if (before.document) found.push(...findingsBetween(before.document, document));
  }
  if (found.length === 0 && document) {
    console.log(`${path} is as it was written, byte for byte (${kind === "json" ? "JSON" : "HTML"}).`);
    for (const line of told(document, fingerprint !== undefined)) console.log(line);
    if (earlier !== undefined)
      console.log("It goes on where the earlier file ends, and tells the same until there.");
  } else {
    console.error(`${path} is NOT as it was written.`);
    for (const finding of found.slice(0, MOST_FINDINGS)) console.error(`- ${finding}`);
    if (found.length > MOST_FINDINGS) console.error(`- and ${found.length - MOST_FINDINGS} more`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof Misuse)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
