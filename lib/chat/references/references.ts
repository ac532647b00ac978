import { z } from "zod";
import type { Site } from "@/lib/http/site";
import type { Carrier } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { REFERENCES_MAX, type References, referencesSchema } from "./schema";
import type { Reference } from "./text";

export type ReferredTask = References["tasks"][number];
export type ReferredDocument = References["documents"][number];

/** How something stands that a message refers to. `missing`: it is not there any more, or not of this team. */
export type Referent =
  | { readonly kind: "task"; readonly task: ReferredTask }
  | { readonly kind: "document"; readonly document: ReferredDocument }
  | { readonly kind: "missing" };

const topicsSchema = z.array(z.string());
const changedSchema = z.object({ noun: z.enum(["tasks", "documents"]) });
const MISSING: Referent = { kind: "missing" };

/**
 * What the messages on the screen refer to, in one conversation: asked for together, as they come into view, and anew
 * whenever a task or a document has changed.
 */
export function createReferences(options: {
  site: Pick<Site, "ask">;
  carrier: Carrier;
  surroundings: Surroundings;
  /** The topics that say what is new for the reader. */
  topics: readonly string[];
  teamId: string;
}) {
  const { site, teamId } = options;
  const known = new Map<string, Referent>();
  /** How many are looking at each. */
  const watched = new Map<string, { reference: Reference; count: number }>();
  const idsOf = (noun: Reference["noun"]) =>
    [...watched.values()]
      .map(({ reference }) => reference)
      .filter((one) => one.noun === noun)
      .map(({ id }) => id);

  const signal = createSignal({
    ...options,
    initial: known,
    isStale: ({ event, payload }) => event === "changed" && changedSchema.safeParse(payload).success,
    async readTopics() {
      const { status, body } = await site.ask("/api/session/topics");
      if (status !== 200) throw new Error(`The site answered ${status}`);
      return topicsSchema.parse(body);
    },
    async read() {
      const [tasks, documents] = [idsOf("task"), idsOf("document")];
      const read = new Map<string, Referent>();
      for (let from = 0; from < Math.max(tasks.length, documents.length); from += REFERENCES_MAX) {
        const page = (ids: string[]) => ids.slice(from, from + REFERENCES_MAX);
        const asked = { tasks: page(tasks), documents: page(documents) };
        const answer = await ask(asked);
        for (const id of [...asked.tasks, ...asked.documents]) read.set(id, MISSING);
        for (const task of answer.tasks) read.set(task.id, { kind: "task", task });
        for (const document of answer.documents) read.set(document.id, { kind: "document", document });
      }
      // What stands as it stood is the same object: its card need not be rendered again.
      for (const [id, next] of read) known.set(id, same(known.get(id), next));
      return known;
    },
  });

  async function ask(asked: { tasks: string[]; documents: string[] }): Promise<References> {
    const { status, body } = await site.ask(`/api/chat/${teamId}/references`, { post: asked });
    if (status !== 200) throw new Error(`The site answered ${status}`);
    return referencesSchema.parse(body);
  }

  return {
    /** How it stands; undefined until that is known. */
    find: ({ id }: Reference): Referent | undefined => known.get(id),
    /** Keeps it fresh until the returned function is called. */
    watch(reference: Reference, onChange: () => void): () => void {
      const { id } = reference;
      const before = watched.get(id);
      watched.set(id, { reference, count: (before?.count ?? 0) + 1 });
      const unsubscribe = signal.subscribe(onChange);
      if (!before) signal.refresh();
      return () => {
        const left = (watched.get(id)?.count ?? 1) - 1;
        if (left > 0) watched.set(id, { reference, count: left });
        else watched.delete(id);
        unsubscribe();
      };
    },
  };
}

export type ReferenceStore = ReturnType<typeof createReferences>;

function same(one: Referent | undefined, other: Referent): Referent {
  return one && JSON.stringify(one) === JSON.stringify(other) ? one : other;
}
