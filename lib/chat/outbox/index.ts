export { isEditable, type Outbox, type OutboxEntry, withoutStored } from "./entry";
