"use client";
import { Download, FileUp } from "lucide-react";
import { type DragEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { CONTROL } from "@/components/ui/field";
import { decode } from "@/lib/roster/decode";
import { BYTES_MAX, LINES_MAX } from "@/lib/roster/limits";
import { ColumnsTable } from "./columns-table";
import { Sheet } from "./sheet";

/** `name` is null for what was pasted. */
export type Chosen = { name: string | null; text: string };

type FileProblem = { code: "too_big" | "not_utf8" | "unreadable" | "too_long"; name: string };

const KILOBYTES = BYTES_MAX / 1024;

/** Where the list comes from: a file that is picked or dropped, or what is pasted. */
export function Source({
  pending,
  begin,
  onChoose,
}: {
  pending: boolean;
  /** What was pasted before, to be mended. */
  begin: string;
  onChoose: (chosen: Chosen) => void;
}) {
  const t = useTranslations("roster.source");
  const input = useRef<HTMLInputElement>(null);
  const pasteId = useId();
  const [pasted, setPasted] = useState(begin);
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<FileProblem | null>(null);

  const take = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    const { name } = file;
    if (file.size > BYTES_MAX) return setProblem({ code: "too_big", name });
    try {
      const decoded = decode(new Uint8Array(await file.arrayBuffer()));
      if (decoded.ok) onChoose({ name, text: decoded.text });
      else setProblem({ code: decoded.code, name });
    } catch (error) {
      console.warn("The file cannot be read", error);
      setProblem({ code: "unreadable", name });
    }
  };
  const look = () => {
    setProblem(null);
    if (new TextEncoder().encode(pasted).length > BYTES_MAX) setProblem({ code: "too_long", name: "" });
    else onChoose({ name: null, text: pasted });
  };
  const over = (isNow: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isNow);
  };

  return (
    <Sheet title={t("title")}>
      <p>
        {t("text")} {t("limits", { lines: LINES_MAX, size: KILOBYTES })}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only a second way; the button in it is the first. */}
      <div
        data-testid="drop"
        onDragOver={over(true)}
        onDragLeave={over(false)}
        onDrop={(event) => {
          over(false)(event);
          void take(event.dataTransfer.files[0]);
        }}
        className={`flex flex-wrap items-center justify-center gap-3 rounded-large border-2 border-dashed px-4 py-6 ${isOver ? "border-blue bg-blue-soft" : "border-line"}`}
      >
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-label={t("choose")}
          className="hidden"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // The same file, mended, is chosen again.
            event.target.value = "";
          }}
        />
        <Button
          disabled={pending}
          className="inline-flex items-center gap-2"
          onClick={() => input.current?.click()}
        >
          <FileUp aria-hidden="true" size={18} />
          {t(pending ? "looking" : "choose")}
        </Button>
        <span className="hidden text-muted md:inline">{t(isOver ? "dropHere" : "drop")}</span>
      </div>
      {problem && (
        <p role="alert" className="wrap-anywhere rounded-medium border border-red px-3 py-2 text-red">
          {t(`problem.${problem.code}`, { name: problem.name, size: KILOBYTES })}
        </p>
      )}
      <div className="flex flex-col gap-1">
        <label htmlFor={pasteId} className="font-medium">
          {t("paste")}
        </label>
        <textarea
          id={pasteId}
          rows={4}
          value={pasted}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setPasted(event.target.value)}
          className={`${CONTROL} font-mono text-[14px] whitespace-pre`}
        />
        <Button
          look="quiet"
          disabled={pending || pasted.trim() === ""}
          className="mt-1 self-start"
          onClick={look}
        >
          {t(pending ? "looking" : "look")}
        </Button>
      </div>
      <a
        href="/admin/teams/import/example"
        download
        className="inline-flex items-center gap-2 self-start font-medium text-blue hover:underline"
      >
        <Download aria-hidden="true" size={16} />
        {t("example")}
      </a>
      <ColumnsTable />
    </Sheet>
  );
}
