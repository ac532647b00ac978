import type { Sql, TransactionSql } from "postgres";
import { z } from "zod";

/** The newest that are kept. */
const kept = 500;

const mailSchema = z.object({
  id: z.coerce.number(),
  sent_at: z.string(),
  recipient: z.string(),
  kind: z.string(),
  subject: z.string(),
  html: z.string(),
});

export type Mail = z.infer<typeof mailSchema>;
export type NewMail = Omit<Mail, "id" | "sent_at">;

export async function keepMail(sql: Sql | TransactionSql, mail: NewMail): Promise<void> {
  const { recipient, kind, subject, html } = mail;
  await sql`
    insert into local_mails.mails (recipient, kind, subject, html)
    values (${recipient.toLowerCase()}, ${kind}, ${subject}, ${html})`;
  await sql`
    delete from local_mails.mails
    where id <= (select id from local_mails.mails order by id desc offset ${kept} limit 1)`;
}

/** The newest first. @param to only those to this address */
export async function listMails(sql: Sql, to: string | null): Promise<Mail[]> {
  const rows = await sql`
    select * from local_mails.mails ${to === null ? sql`` : sql`where recipient = ${to.toLowerCase()}`}
    order by id desc limit ${kept}`;
  return rows.map((row) => mailSchema.parse(row));
}

export async function findMail(sql: Sql, id: number): Promise<Mail | undefined> {
  const [row] = await sql`select * from local_mails.mails where id = ${id}`;
  return row && mailSchema.parse(row);
}
