"use client";
import { useTranslations } from "use-intl";
import { Sign, StandingMark } from "./mark";

const STANDINGS = ["calm", "soon", "late", "done"] as const;
const MARKS = ["own", "documents", "comments"] as const;

/** What the signs in the matrix mean. */
export function Legend() {
  const t = useTranslations("requirements");
  return (
    <ul
      aria-label={t("legend")}
      className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-[13px] text-muted"
    >
      {STANDINGS.map((standing) => (
        <li key={standing} className="flex items-center gap-2">
          <span aria-hidden="true" className="-m-1 flex scale-80">
            <StandingMark standing={standing} />
          </span>
          {t(`standing.${standing}`)}
        </li>
      ))}
      {MARKS.map((mark) => (
        <li key={mark} className="flex items-center gap-1.5">
          <Sign name={mark} size={12} />
          {t(`mark.${mark}`)}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden="true">·</span>
        {t("mark.notAsked")}
      </li>
    </ul>
  );
}
