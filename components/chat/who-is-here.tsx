"use client";
import { Users } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Popover } from "@/components/ui/popover";
import type { ConversationState } from "@/lib/chat/conversation/state";
import type { Mentionable } from "@/lib/chat/schema";
import { usePresent } from "./use-present";

/** So many faces stand beside each other; on a phone one less. */
const FACES = 3;

const BUTTON = "flex min-h-8 shrink-0 cursor-pointer items-center rounded-full px-1.5 hover:bg-blue-soft";

/** Who besides the reader has the conversation open now: their faces, and their names behind a click. */
export function WhoIsHere({
  state,
  mentionables,
}: {
  state: ConversationState;
  /** Who belongs to the conversation: whatever a client claims, only these are shown, and by these names. */
  mentionables: readonly Mentionable[];
}) {
  const t = useTranslations("chat.here");
  const format = useFormatter();
  const present = usePresent(state.topic, mentionables);
  if (present === null) return state.liveness === "connecting" ? null : <Unknown />;
  if (present.length === 0) return <p className="sr-only">{t("nobody")}</p>;
  const names = format.list(present.map(({ name }) => name));
  return (
    <div data-testid="here">
      <Popover
        label={t("label")}
        className={BUTTON}
        button={
          <>
            <span className="sr-only">{t("names", { names })}</span>
            <Faces people={present} />
          </>
        }
      >
        <p className="mb-2 text-[13px] text-muted">{t("label")}</p>
        <ul className="flex flex-col gap-2">
          {present.map(({ id, name, kind }) => (
            <li key={id} className="flex items-center gap-2.5">
              <Avatar name={name} className="size-7 text-[11px]" />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {kind === "organiser" && <span className="text-[13px] text-muted">{t("organiser")}</span>}
            </li>
          ))}
        </ul>
      </Popover>
    </div>
  );
}

function Faces({ people }: { people: readonly Mentionable[] }) {
  const more = people.length - FACES;
  return (
    <span aria-hidden="true" className="relative flex items-center -space-x-1">
      {people.slice(0, FACES).map(({ id, name }, place) => (
        <Avatar
          key={id}
          name={name}
          className={`animate-arrive size-7 bg-sheet text-[11px] ring-2 ring-sheet ${place === FACES - 1 ? "max-md:hidden" : ""}`}
        />
      ))}
      <More count={more} className="max-md:hidden" />
      <More count={more + 1} className="md:hidden" />
      <span className="absolute -right-0.5 -bottom-0.5 size-2 rounded-full bg-live ring-2 ring-sheet" />
    </span>
  );
}

function More({ count, className }: { count: number; className: string }) {
  if (count <= 0) return null;
  return (
    <span
      className={`flex h-7 min-w-7 items-center justify-center rounded-full bg-blue-soft px-1 text-[11px] font-semibold text-blue ring-2 ring-sheet ${className}`}
    >
      +{count}
    </span>
  );
}

/** Nothing flows on this connection, or not yet again: who was here may have gone long ago. */
function Unknown() {
  const t = useTranslations("chat.here");
  return (
    <div data-testid="here-unknown">
      <Popover
        label={t("label")}
        className={`${BUTTON} text-muted`}
        button={
          <>
            <span className="sr-only">{t("unknown")}</span>
            <Users aria-hidden="true" size={18} strokeWidth={1.8} />
            <span aria-hidden="true" className="text-[13px] font-semibold">
              ?
            </span>
          </>
        }
      >
        <p>{t("whyUnknown")}</p>
      </Popover>
    </div>
  );
}
