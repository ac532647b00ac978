import { headers } from "next/headers";
import type { ReactNode } from "react";
import { ChatFrame } from "@/components/chat/chat-frame";
import { VIEW_HEADER } from "@/lib/http/view-header";
import { currentPerson } from "@/lib/people/queries";

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const [person, head] = await Promise.all([currentPerson(), headers()]);
  return (
    <ChatFrame organiserId={person?.role === "admin" ? person.id : null} query={head.get(VIEW_HEADER) ?? ""}>
      {children}
    </ChatFrame>
  );
}
