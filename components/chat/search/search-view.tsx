"use client";
import { ChevronLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { QueryForm } from "@/components/ui/query-form";
import { SearchField } from "@/components/ui/search-field";
import { Select } from "@/components/ui/select";
import type { SearchPage } from "@/lib/chat/search/queries";
import type { SearchQuery } from "@/lib/chat/search/schema";
import { SearchHits } from "./search-hits";

type Scope = { code: string; name: string };

/** A search in the conversations: what for, where, and what was found. */
export function SearchView({
  query,
  ownCode,
  teams,
  page,
  failure,
}: {
  query: SearchQuery;
  /** The reader's own team; null for organisers, who choose among the teams. */
  ownCode: string | null;
  teams: readonly Scope[];
  /** Null while nothing is asked for. */
  page: SearchPage | null;
  failure: ReactNode;
}) {
  const t = useTranslations("search");
  const field = useRef<HTMLInputElement>(null);
  const isFresh = query.q === "";
  // Whoever comes to look for something begins to type.
  useEffect(() => {
    if (isFresh) field.current?.focus();
  }, [isFresh]);
  // With another query it is another field, and the focus would be lost; on a phone the results need the room of its keyboard.
  const asked = useRef(query.q);
  useEffect(() => {
    if (asked.current === query.q) return;
    asked.current = query.q;
    if (window.matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, [query.q]);
  const conversation = ownCode ?? query.team;
  return (
    <div className="flex h-full flex-col bg-ice">
      <header className="flex items-center gap-2 border-b border-line bg-sheet px-3 py-2.5 md:px-5">
        <Link
          href={(conversation ? `/chat/${conversation}` : "/chat") as Route}
          aria-label={t(conversation ? "toConversation" : "toConversations")}
          className={`-my-1 -ml-2 inline-flex size-12 shrink-0 items-center justify-center rounded-small hover:bg-blue-soft ${conversation ? "" : "md:hidden"}`}
        >
          <ChevronLeft aria-hidden="true" />
        </Link>
        <h1 className="min-w-0 flex-1 truncate py-1.5 text-2xl">{t("title")}</h1>
      </header>
      <div className="border-b border-line bg-sheet px-3 py-3 md:px-5">
        <QueryForm path="/chat/search" label={t("form")} waiting={t("searching")}>
          <SearchField key={query.q} ref={field} label={t("field")} q={query.q} />
          {!ownCode && (
            <span className="min-w-48 flex-1 sm:max-w-64">
              <Select key={query.team} name="team" defaultValue={query.team ?? ""} aria-label={t("scope")}>
                <option value="">{t("everywhere")}</option>
                {teams.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            </span>
          )}
        </QueryForm>
      </div>
      {/* Another page begins at its beginning. */}
      <section
        key={`${query.q} ${query.team} ${query.before}`}
        aria-label={t("results")}
        className="min-h-0 flex-1 overflow-y-auto px-3 py-4 md:px-5"
      >
        {failure || (
          <Found
            query={query}
            page={page}
            scope={teams.find(({ code }) => code === query.team)?.name ?? null}
            isOwn={ownCode !== null}
          />
        )}
      </section>
    </div>
  );
}

function Found({
  query,
  page,
  scope,
  isOwn,
}: {
  query: SearchQuery;
  page: SearchPage | null;
  scope: string | null;
  isOwn: boolean;
}) {
  const t = useTranslations("search");
  if (!page) return <Hint title={t("nothingAsked")} text={t("how")} />;
  if (page.hits.length === 0) {
    // What has no letter and no number, or begins with one letter alone, asks for nothing.
    if (!query.before && !/[\p{L}\p{N}]{2}/u.test(query.q))
      return <Hint title={t("tooShort")} text={t("how")} />;
    const where = isOwn ? t("inYours") : scope ? t("inOne", { team: scope }) : t("inAll");
    return <Hint title={t("nothing", { query: query.q })} text={`${where} ${t("how")}`} />;
  }
  return <SearchHits query={query} page={page} withTeams={!isOwn} />;
}

function Hint({ title, text }: { title: string; text: string }) {
  return (
    <div role="status" className="mx-auto flex max-w-[32rem] flex-col gap-2 px-3 py-12 text-center">
      <h2 className="text-xl wrap-anywhere">{title}</h2>
      <p className="text-pretty text-muted">{text}</p>
    </div>
  );
}
