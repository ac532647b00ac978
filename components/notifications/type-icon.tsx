import {
  AtSign,
  BookOpen,
  CircleCheck,
  Clock,
  FileText,
  ListPlus,
  type LucideIcon,
  MessageSquare,
  MessageSquareText,
} from "lucide-react";
import { type Icon as IconName, registry } from "@/lib/notifications/registry";
import type { NotificationType } from "@/lib/notifications/schema";

const ICONS: Record<IconName, LucideIcon> = {
  assigned: ListPlus,
  done: CircleCheck,
  comment: MessageSquareText,
  clock: Clock,
  file: FileText,
  page: BookOpen,
  mention: AtSign,
  message: MessageSquare,
};

/** What a notification is about, as a sign; amber where a deadline is near. */
export function TypeIcon({ type }: { type: NotificationType }) {
  const { icon } = registry[type];
  return <Sign Icon={ICONS[icon]} tone={icon === "clock" ? "bg-amber-soft text-amber" : undefined} />;
}

export function Sign({
  Icon,
  tone = "bg-blue-soft text-blue",
}: {
  Icon: LucideIcon;
  tone?: string | undefined;
}) {
  return (
    <span
      aria-hidden="true"
      className={`flex size-9 shrink-0 items-center justify-center rounded-full ${tone}`}
    >
      <Icon size={18} strokeWidth={1.9} />
    </span>
  );
}
