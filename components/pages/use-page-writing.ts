"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { askBeforeLeaving } from "@/components/live/before-leaving";
import { answerOf } from "@/components/people/answer";
import { changesOf, conflictsOf, rebase } from "@/lib/http/edit";
import { createPage, editPage, publishPage } from "@/lib/pages/actions";
import { createKeptWriting, type Writing } from "@/lib/pages/kept";
import { isTooNested } from "@/lib/pages/nesting";
import type { PageFailureCode, PageRefusal } from "@/lib/pages/refusal";
import { type Page, type PageFields, pageFieldsSchema } from "@/lib/pages/schema";
import { slugOf } from "@/lib/pages/slug";

type Field = keyof PageFields;
type Act = "save" | "publish";

export type PageWriting = ReturnType<typeof usePageWriting>;

const NOTHING: PageFields = { title: "", slug: "", body: "" };

/** What stands in a page's form, kept over a reload, and saved so that nobody's change is lost unseen. */
export function usePageWriting({
  personId,
  page,
  freshId,
}: {
  personId: string;
  page: Page | null;
  freshId: string;
}) {
  const t = useTranslations("pages");
  const router = useRouter();
  const [writing, setWriting] = useState(() => begin(page, freshId));
  const [isRestored, setRestored] = useState(false);
  const [refused, setRefused] = useState<PageRefusal | null>(null);
  const [conflicts, setConflicts] = useState<Field[]>([]);
  const [act, setAct] = useState<Act>("save");
  const [isPending, start] = useTransition();
  const [kept, setKept] = useState<ReturnType<typeof createKeptWriting> | null>(null);
  const { id, revision, before, after } = writing;
  const isDirty = changesOf(writing).length > 0;
  const place = page?.id ?? null;

  useEffect(() => {
    const found = createKeptWriting(sessionStorage, personId, place);
    const restored = found.read();
    if (restored) {
      setWriting(restored);
      setRestored(true);
    }
    setKept(found);
  }, [personId, place]);
  useEffect(() => kept?.write(writing), [kept, writing]);
  useEffect(() => askBeforeLeaving(() => isDirty), [isDirty]);

  const set = (field: Field, value: string) =>
    setWriting((current) => {
      const next = { ...current.after, [field]: value };
      const ownSlug = current.ownSlug || field === "slug";
      // Until somebody gives an address of their own, it follows the title.
      if (field === "title" && !ownSlug) next.slug = slugOf(value);
      return { ...current, after: next, ownSlug };
    });

  const save = async (wanted: Act) => {
    setRefused(null);
    setConflicts([]);
    const parsed = pageFieldsSchema.safeParse(after);
    if (!parsed.success) {
      const fields = pageFieldsSchema.keyof().options;
      const wrong = fields.filter((field) => parsed.error.issues.some(({ path }) => path[0] === field));
      return setRefused({ ok: false, code: "misspelt", fields: wrong });
    }
    const stored = await answerOf(
      revision === null ? createPage({ id, fields: after }) : editPage({ id, revision, before, after }),
    );
    if (!stored.ok) {
      setRefused(stored);
      if (stored.code !== "changed") return;
      setConflicts(conflictsOf(writing, stored.now));
      return setWriting({ ...writing, ...rebase(writing, stored.now), revision: stored.revision });
    }
    setRestored(false);
    const saved = { ...writing, revision: stored.revision, before: stored.fields, after: stored.fields };
    setWriting(saved);
    if (wanted === "publish") {
      const published = await answerOf(publishPage({ id, revision: stored.revision }));
      if (!published.ok) return setRefused(published);
    }
    // Before the page is left, and with it the effect that would do so.
    kept?.write(saved);
    toast.success(t(wanted === "publish" ? "publish.done" : "form.saved", { title: stored.fields.title }));
    // A transition of its own after the wait, and still pending: nothing is typed that nobody would save.
    start(() => router.push(`/pages/${stored.fields.slug}` as Route));
  };

  return {
    before,
    fields: after,
    set,
    isRestored,
    discard() {
      setWriting(begin(page, freshId));
      setRestored(false);
      setRefused(null);
      setConflicts([]);
    },
    conflicts,
    takeTheirs() {
      setConflicts([]);
      setRefused(null);
      const theirs = { ...after };
      for (const field of conflicts) theirs[field] = before[field];
      setWriting({ ...writing, after: theirs });
    },
    problemOf(field: Field): string | null {
      if (field === "slug" && (refused?.code === "slug_taken" || refused?.code === "slug_fixed"))
        return t(`refused.${refused.code}`);
      if (refused?.code !== "misspelt" || !refused.fields.includes(field)) return null;
      return t(field === "body" && isTooNested(after.body) ? "problem.nested" : `problem.${field}`);
    },
    failure: failureOf(refused),
    pending: isPending ? act : null,
    save(wanted: Act) {
      setAct(wanted);
      start(() => save(wanted));
    },
  };
}

function begin(page: Page | null, freshId: string): Writing {
  const fields = page ? { title: page.title, slug: page.slug, body: page.body } : NOTHING;
  return {
    id: freshId,
    revision: page?.revision ?? null,
    before: fields,
    after: fields,
    ownSlug: page !== null,
  };
}

/** What is not said beside a field. */
function failureOf(refused: PageRefusal | null): PageFailureCode | null {
  if (!refused || refused.code === "misspelt" || refused.code === "changed") return null;
  return refused.code === "slug_taken" || refused.code === "slug_fixed" ? null : refused.code;
}
