"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { ChangedMeanwhile } from "@/components/ui/changed-meanwhile";
import { Dialog } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { conflictsOf, type Edit, rebase, withTheirs } from "@/lib/http/edit";
import { newId } from "@/lib/http/new-id";
import { createReply, deleteReply, editReply } from "@/lib/replies/actions";
import { unknownIn } from "@/lib/replies/fill";
import type { ReplyRefusal } from "@/lib/replies/refusal";
import { type Reply, type ReplyFields, SHORTCUT_MAX_LENGTH, TITLE_MAX_LENGTH } from "@/lib/replies/schema";

const NONE: ReplyFields = { title: "", shortcut: "", content: "" };

/** Adds a canned reply, changes one or, once that was meant, takes it away. */
export function ReplyDialog({
  reply,
  onClose,
}: {
  /** Null for a new one. */
  reply: Reply | null;
  onClose: () => void;
}) {
  const t = useTranslations("replies");
  const [id] = useState(() => reply?.id ?? newId());
  const [revision, setRevision] = useState(reply?.revision ?? 1);
  const [edit, setEdit] = useState<Edit<ReplyFields>>(() => ({
    before: fieldsOf(reply ?? NONE),
    after: fieldsOf(reply ?? NONE),
  }));
  const [refused, setRefused] = useState<ReplyRefusal | null>(null);
  const [conflicts, setConflicts] = useState<(keyof ReplyFields)[]>([]);
  const [isLeaving, setLeaving] = useState(false);
  const [pending, start] = useTransition();
  const { before, after } = edit;

  const save = async () => {
    setRefused(null);
    setConflicts([]);
    const answer = await answerOf<Awaited<ReturnType<typeof editReply>>>(
      reply ? editReply({ id, revision, before, after }) : createReply({ id, fields: after }),
    );
    if (answer.ok) {
      toast.success(t("saved"));
      return onClose();
    }
    setRefused(answer);
    if (answer.code !== "changed") return;
    setConflicts(conflictsOf(edit, answer.now));
    setEdit(rebase(edit, answer.now));
    setRevision(answer.revision);
  };
  const remove = async () => {
    if (!isLeaving) return setLeaving(true);
    const answer = await answerOf<Awaited<ReturnType<typeof deleteReply>>>(deleteReply({ id, revision }));
    if (!answer.ok) return setRefused(answer);
    toast.success(t("deleted"));
    onClose();
  };

  const of = (field: keyof ReplyFields) => ({
    label: t(`field.${field}`),
    value: after[field],
    readOnly: pending,
    error: refused?.code === "misspelt" && refused.fields.includes(field) ? t(`problem.${field}`) : null,
    onChange: ({ target }: { target: { value: string } }) =>
      setEdit({ before, after: { ...after, [field]: target.value } }),
  });
  const unknown = unknownIn(after.content);

  return (
    <Dialog title={reply ? t("editOf", { title: before.title }) : t("new")} onClose={onClose}>
      <form
        noValidate
        className="mt-4 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) start(save);
        }}
      >
        <TextField {...of("title")} required maxLength={TITLE_MAX_LENGTH} autoComplete="off" />
        <TextField
          {...of("shortcut")}
          hint={t("shortcutHint")}
          maxLength={SHORTCUT_MAX_LENGTH + 1}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextAreaField {...of("content")} hint={t("variables")} required />
        {unknown.length > 0 && (
          <p role="status" className="rounded-medium bg-amber-soft px-3 py-2">
            {t("unknown", { count: unknown.length, list: unknown.join(", ") })}
          </p>
        )}
        {conflicts.length > 0 && (
          <ChangedMeanwhile
            fields={conflicts.map((field) => ({
              label: t(`field.${field}`),
              theirs: before[field],
              mine: after[field],
            }))}
            onTakeTheirs={() => {
              setConflicts([]);
              setEdit({ before, after: withTheirs(after, before, conflicts) });
            }}
          />
        )}
        {refused && refused.code !== "misspelt" && refused.code !== "changed" && (
          <p role="alert" className="rounded-medium border border-red px-3 py-2 text-red">
            {t(`refused.${refused.code}`)}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {reply && (
            <Button
              look="quiet"
              className="mr-auto min-h-12 text-red"
              disabled={pending}
              onClick={() => start(remove)}
            >
              {t(isLeaving ? "deleteForGood" : "delete")}
            </Button>
          )}
          <Button look="quiet" className="min-h-12" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" className="min-h-12" disabled={pending}>
            {t(pending ? "saving" : "save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function fieldsOf({ title, shortcut, content }: ReplyFields): ReplyFields {
  return { title, shortcut, content };
}
