import { mentionedIn } from "../mentions/text";
import {
  type ChangeResult,
  type EditInput,
  MESSAGE_MAX_LENGTH,
  type Mention,
  type Message,
  messageLength,
  sendable,
} from "../schema";

export type ChangeCode = Extract<ChangeResult, { ok: false }>["code"];

/** One's own message, whose text is in the composer. */
export type Edit = {
  readonly message: Message;
  readonly text: string;
  readonly state: "open" | "saving" | { readonly refused: ChangeCode };
};

/** A site that has not answered by now is taken not to. */
const ANSWER_MS = 15_000;

export type Edits = ReturnType<typeof createEdits>;

/** The messages that somebody is editing in this tab, one to a conversation. Its text outlives a refusal and a visit elsewhere. */
export function createEdits({ action }: { action(input: EditInput): Promise<ChangeResult> }) {
  const listeners = new Set<() => void>();
  const edits = new Map<string, Edit>();

  function set(teamId: string, edit: Edit | null) {
    if (edit) edits.set(teamId, edit);
    else edits.delete(teamId);
    for (const listener of listeners) listener();
  }

  async function answer(input: EditInput): Promise<ChangeResult> {
    const silence = new Promise<ChangeResult>((resolve) =>
      setTimeout(() => resolve({ ok: false, code: "unavailable" }), ANSWER_MS),
    );
    return Promise.race([action(input), silence]).catch((error: unknown) => {
      console.warn("A message could not be edited", error);
      return { ok: false, code: "unavailable" };
    });
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    of: (teamId: string): Edit | null => edits.get(teamId) ?? null,
    begin(message: Message) {
      set(message.team_id, { message, text: message.content ?? "", state: "open" });
    },
    write(teamId: string, text: string) {
      const edit = edits.get(teamId);
      if (edit && edit.state !== "saving") set(teamId, { ...edit, text, state: "open" });
    },
    /** Leaves the message as it is. */
    leave: (teamId: string) => set(teamId, null),
    /**
     * Stores the text, and leaves when that is done.
     * @param known those whom it may name, besides those whom it names already
     * @param onStored gets the message as it is then
     */
    async save(teamId: string, known: readonly Mention[], onStored: (message: Message) => void) {
      const edit = edits.get(teamId);
      if (!edit || edit.state === "saving" || !isSavable(edit)) return;
      const content = sendable(edit.text);
      if (content === edit.message.content) return set(teamId, null);
      const saving: Edit = { ...edit, state: "saving" };
      set(teamId, saving);
      const { id, mentions } = edit.message;
      const result = await answer({ id, content, mentions: mentionedIn(content, [...known, ...mentions]) });
      if (result.ok) onStored(result.message);
      // Left meanwhile, perhaps for another message.
      if (edits.get(teamId) === saving)
        set(teamId, result.ok ? null : { ...edit, state: { refused: result.code } });
    },
    /** Leaving the page would lose what is typed. */
    isBusy: () => [...edits.values()].some(({ text, message }) => text !== message.content),
  };
}

/** A message without a text has at least a document. */
export function isSavable({ text, message }: Edit): boolean {
  const content = sendable(text);
  return messageLength(content) <= MESSAGE_MAX_LENGTH && (content !== "" || message.documents.length > 0);
}
