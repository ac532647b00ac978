"use client";
import { createContext, isValidElement, memo, type Ref, type RefObject, useContext, useMemo } from "react";
import { useTimeZone } from "use-intl";
import { type CustomItemComponentProps, Virtualizer, type VirtualizerHandle } from "virtua";
import type { Opening } from "@/lib/chat/conversation/places";
import type { Message } from "@/lib/chat/schema";
import { dayOf } from "@/lib/i18n/day";
import { DayDivider } from "./day-divider";
import { EDGE_PX } from "./list-edge";
import { MessageRow } from "./message-row";
import { NotesSlot } from "./notes/notes-context";
import { SeenBySlot } from "./seen-by";
import { UnreadDivider } from "./unread-divider";
import { useFocusedRow } from "./use-focused-row";
import { useListsOwnPlaces } from "./use-lists-own-places";
import { useOneEndAtATime } from "./use-one-end-at-a-time";

/** Messages of one person that follow each other within this time share one heading, */
const GROUP_MS = 5 * 60_000;
/** but not beyond a quarter of an hour: somebody who writes all afternoon is named, and the time said, now and then. */
const LONGEST_GROUP_MS = 15 * 60_000;
/** Rows so far above and below the view are there: enough that a quick scroll shows no gap, and bounded. */
const BUFFER_PX = 1_200;
/** A page as the server sends it is there as a whole from the beginning on; of more only what is in view. */
const PAGE = 50;

type Whole = { size: number; opening: Opening };
const WholeList = createContext<Whole>({ size: 0, opening: { at: "end" } });

type EntryProps = { message: Message; previous: Message | undefined; isFirstUnread: boolean };

/**
 * The messages of a window with a divider at each new day of the reader's zone, as many as are near the view. Silent:
 * arrivals are announced elsewhere. Another window is another list.
 */
export const MessageRows = memo(function MessageRows({
  handle,
  scroller,
  messages,
  unreadFrom,
  size,
  opening,
}: Whole & {
  handle: RefObject<VirtualizerHandle | null>;
  scroller: RefObject<HTMLElement | null>;
  messages: readonly Message[];
  unreadFrom: number | null;
}) {
  const { rows, isPrepended } = useOneEndAtATime(messages);
  const keepMounted = useFocusedRow(scroller, rows);
  const onMeasured = useListsOwnPlaces(handle, scroller);
  const whole = useMemo(() => ({ size, opening }), [size, opening]);
  return (
    <WholeList value={whole}>
      <Virtualizer
        ref={handle}
        scrollRef={scroller}
        as="ol"
        item={Row}
        data={rows}
        shift={isPrepended}
        startMargin={EDGE_PX}
        bufferSize={BUFFER_PX}
        keepMounted={keepMounted}
        onResize={onMeasured}
        ssrCount={rows.length <= PAGE ? PAGE : undefined}
      >
        {(message, index) => (
          <Entry
            key={message.id}
            message={message}
            previous={rows[index - 1]}
            isFirstUnread={message.seq === unreadFrom}
          />
        )}
      </Virtualizer>
    </WholeList>
  );
});

/** A row where the list places it. Which of all messages it is, also of those that are not there, is said by its place. */
function Row({ ref, style, children }: CustomItemComponentProps & { ref?: Ref<HTMLLIElement> }) {
  const { size, opening } = useContext(WholeList);
  if (!isValidElement<EntryProps>(children)) return null;
  const { seq } = children.props.message;
  const opensHere = opening.at !== "end" && opening.seq === seq ? opening.at : undefined;
  return (
    <li
      ref={ref}
      style={style}
      data-seq={seq}
      data-opening={opensHere}
      data-arrived={opensHere === "message" ? "" : undefined}
      aria-setsize={size}
      aria-posinset={seq}
    >
      {children}
    </li>
  );
}

const Entry = memo(function Entry({ message, previous, isFirstUnread }: EntryProps) {
  const timeZone = useTimeZone() ?? "UTC";
  const at = new Date(message.created_at);
  const isNewDay = !previous || dayOf(new Date(previous.created_at), timeZone) !== dayOf(at, timeZone);
  return (
    <>
      {isNewDay && <DayDivider at={at} />}
      {message.seq === 1 && <NotesSlot seq={0} />}
      {isFirstUnread && <UnreadDivider />}
      <MessageRow message={message} isFollowing={!isNewDay && !isFirstUnread && follows(previous, message)} />
      <SeenBySlot seq={message.seq} />
      <NotesSlot seq={message.seq} />
    </>
  );
});

/** By the quarter of the clock's hour, and by no row but these two: earlier pages that come must not change what is there. */
function follows(previous: Message | undefined, message: Message): boolean {
  if (previous?.sender_id !== message.sender_id) return false;
  const [before, at] = [Date.parse(previous.created_at), Date.parse(message.created_at)];
  return (
    at - before < GROUP_MS && Math.floor(before / LONGEST_GROUP_MS) === Math.floor(at / LONGEST_GROUP_MS)
  );
}
