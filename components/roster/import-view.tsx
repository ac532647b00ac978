"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Refused } from "@/components/people/refused";
import type { RefusalCode } from "@/lib/people/refusal";
import { previewRoster } from "@/lib/roster/actions";
import { type Difference, differencesOf } from "@/lib/roster/differences";
import { importOf } from "@/lib/roster/plan";
import { type RunFailure, runImport } from "@/lib/roster/run";
import type { Preview, Progress } from "@/lib/roster/schema";
import { PreviewSheet } from "./preview-sheet";
import { RunSheet } from "./run-sheet";
import { type Chosen, Source } from "./source";

/** What is known of an import under way: null until the database has done it. */
type Run = { progress: Progress[]; hasEnded: boolean; isBroken: boolean };

type Stage =
  | { at: "source"; pasted: string }
  | { at: "preview"; chosen: Chosen; preview: Preview; stale: Difference[] | null }
  | { at: "run"; run: Run };

const BEGINNING: Stage = { at: "source", pasted: "" };

/** Teams and people from a list: choose it, see what would happen, let it happen. */
export function ImportView({ personId }: { personId: string }) {
  const t = useTranslations("roster");
  const router = useRouter();
  const [stage, setStage] = useState<Stage>(BEGINNING);
  const [refused, setRefused] = useState<RefusalCode | "unknown" | null>(null);
  const [pending, start] = useTransition();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever cannot see that the page has gone on is led there.
  const { at } = stage;
  useEffect(() => {
    if (at !== "source") heading.current?.focus();
  }, [at]);

  const look = async (chosen: Chosen, shown: Preview | null = null) => {
    const answer = await answerOf(previewRoster(chosen.text));
    if (!answer.ok) return setRefused(answer.code);
    const { preview } = answer;
    setStage({ at: "preview", chosen, preview, stale: shown && differencesOf(shown, preview) });
  };

  const run = async ({ chosen, preview }: Extract<Stage, { at: "preview" }>) => {
    setRefused(null);
    const progress: Progress[] = [];
    const show = (hasEnded: boolean, isBroken = false) =>
      setStage({ at: "run", run: { progress: [...progress], hasEnded, isBroken } });
    const failure: RunFailure | null = await runImport(personId, importOf(preview.steps), (news) => {
      progress.push(news);
      show(false);
    });
    if (failure === null || failure === "broken") {
      show(true, failure === "broken");
      router.refresh();
    } else if (failure === "stale") await look(chosen, preview);
    else setRefused(failure);
  };

  return (
    <div className="flex max-w-[56rem] flex-col gap-5">
      {stage.at === "source" && (
        <Source
          pending={pending}
          begin={stage.pasted}
          onChoose={(chosen) => {
            setRefused(null);
            start(() => look(chosen));
          }}
        />
      )}
      {stage.at === "preview" && (
        <PreviewSheet
          headingRef={heading}
          name={stage.chosen.name}
          preview={stage.preview}
          stale={stage.stale}
          pending={pending}
          onImport={() => start(() => run(stage))}
          onDiscard={() => {
            setRefused(null);
            const { name, text } = stage.chosen;
            setStage({ at: "source", pasted: name === null ? text : "" });
          }}
        />
      )}
      {stage.at === "run" && (
        <RunSheet headingRef={heading} {...stage.run} onAnother={() => setStage(BEGINNING)} />
      )}
      {refused === "unknown" ? (
        <p role="alert" className="rounded-medium border border-red px-3 py-2 text-red">
          {t("unknown")}
        </p>
      ) : (
        <Refused code={refused} />
      )}
    </div>
  );
}
