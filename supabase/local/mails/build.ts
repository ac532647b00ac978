import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import messages from "../../../lib/i18n/messages/en.json" with { type: "json" };
import { root } from "../settings.ts";
import { mailTemplate, templateNames, withSubjects } from "./templates.ts";

/* `npm run mails:build`: writes what Auth mails from the catalogue, for every Supabase alike. */
const config = join(root, "supabase/config.toml");

for (const name of templateNames) {
  writeFileSync(join(root, `supabase/templates/${name}.html`), mailTemplate(name, messages.mails, "en"));
}
writeFileSync(config, withSubjects(readFileSync(config, "utf8"), messages.mails));
