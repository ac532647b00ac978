"use client";
import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, useId, useState, useSyncExternalStore } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { TimeLeft } from "@/components/ui/deadline";
import { useClock } from "@/components/ui/use-clock";
import type { TeamContext as Context } from "@/lib/chat/context/schema";
import type { Readers } from "@/lib/chat/readers/readers";
import { TeamPeople } from "./team-people";

export type TeamContextProps = {
  team: { id: string; code: string };
  /** As the page brought it along; null when it could not be read. */
  context: Context | null;
  /** Where it is said who is there. */
  topic: string;
  readers: Readers;
};

const LINK = "flex min-h-12 flex-col justify-center rounded-small px-2 py-1 hover:bg-blue-soft xl:min-h-0";
const ALL = "inline-flex min-h-12 items-center px-2 text-[13px] text-blue hover:underline xl:min-h-8";

/** What an organiser looks up while writing to a team: what it owes, what it sent, who it is, and how late it is there. */
export function TeamContext({ team, context: initial, topic, readers }: TeamContextProps) {
  const t = useTranslations("context");
  const live = useLive();
  const [store] = useState(() => live.teamContext(team.id, initial));
  const context = useSyncExternalStore(store.subscribe, store.getSnapshot, () => initial);
  if (!context)
    return (
      <p role="status" className="px-2 py-3 text-muted">
        {t("failed")}
      </p>
    );
  const { tasks, open, documents, stored, people, timeZone } = context;
  return (
    <>
      <LocalTime timeZone={timeZone} />
      <Part title={t("due")}>
        {tasks.length === 0 && <Nothing>{t("nothingDue")}</Nothing>}
        <ul>
          {tasks.map(({ id, title, dueAt }) => (
            <li key={id}>
              <Link href={`/tasks/${id}` as Route} className={LINK}>
                <span className="line-clamp-2 wrap-anywhere">{title}</span>
                <span className="text-[13px] font-semibold">
                  <TimeLeft dueAt={dueAt} isCompleted={false} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
        {open > tasks.length && (
          <Link href={`/tasks?team=${team.code}&show=open` as Route} className={ALL}>
            {t("allTasks", { count: open })}
          </Link>
        )}
      </Part>
      <Part title={t("documents")}>
        {documents.length === 0 && <Nothing>{t("noDocuments")}</Nothing>}
        <ul>
          {documents.map(({ id, name, uploadedAt }) => (
            <li key={id}>
              <a href={`/api/documents/${id}`} className={LINK}>
                <bdi className="truncate">{name}</bdi>
                <Uploaded at={uploadedAt} />
              </a>
            </li>
          ))}
        </ul>
        {stored > documents.length && (
          <Link href={`/documents?team=${team.code}` as Route} className={ALL}>
            {t("allDocuments", { count: stored })}
          </Link>
        )}
      </Part>
      <Part title={t("people")}>
        {people.length === 0 ? (
          <Nothing>{t("nobody")}</Nothing>
        ) : (
          <TeamPeople people={people} topic={topic} readers={readers} />
        )}
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line py-3">
      <h3 id={id} className="px-2 pb-1 text-[14px] font-semibold text-muted">
        {title}
      </h3>
      {children}
    </section>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="px-2 py-1 text-muted">{children}</p>;
}

function LocalTime({ timeZone }: { timeZone: string }) {
  const t = useTranslations("context");
  const format = useFormatter();
  const now = useClock();
  return (
    <p className="flex items-baseline justify-between gap-3 px-2 py-3">
      <span className="text-muted">{t("theirTime")}</span>
      <time
        dateTime={now.toISOString()}
        suppressHydrationWarning
        className="font-board text-[20px] font-semibold"
      >
        {format.dateTime(now, {
          timeZone,
          weekday: "short",
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
        })}
      </time>
    </p>
  );
}

function Uploaded({ at }: { at: string }) {
  const format = useFormatter();
  return (
    <time dateTime={at} suppressHydrationWarning className="text-[13px] text-muted">
      {format.dateTime(new Date(at), {
        day: "numeric",
        month: "short",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      })}
    </time>
  );
}
