import type { Metadata } from "next";
import { Conversation } from "./conversation";

export async function generateMetadata({ params }: PageProps<"/chat/[code]">): Promise<Metadata> {
  return { title: (await params).code };
}

export default async function ConversationPage({ params }: PageProps<"/chat/[code]">) {
  return <Conversation code={(await params).code} />;
}
