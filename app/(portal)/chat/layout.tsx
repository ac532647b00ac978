import type { ReactNode } from "react";
import { ChatFrame } from "@/components/chat/chat-frame";
import { currentPerson } from "@/lib/people/queries";

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  return <ChatFrame withList={person?.role === "admin"}>{children}</ChatFrame>;
}
