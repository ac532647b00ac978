import { z } from "zod";
import { withoutControls } from "@/lib/i18n/without-controls";

/** As Postgres has it (task_comments). */
export const COMMENT_MAX_LENGTH = 2000;

const timestamp = z.iso.datetime({ offset: true });

const listed = z.object({
  id: z.uuid(),
  requirement_id: z.uuid().nullable(),
  team_id: z.uuid(),
  team_code: z.string(),
  team_name: z.string(),
  is_archived: z.boolean(),
  title: z.string(),
  due_at: timestamp,
  has_own_due: z.boolean(),
  status: z.enum(["open", "completed"]),
  assignee_id: z.uuid().nullable(),
  assignee_name: z.string().nullable(),
  completed_at: timestamp.nullable(),
  completed_by_name: z.string().nullable(),
  created_at: timestamp,
  comments: z.int().nonnegative(),
  documents: z.int().nonnegative(),
});

function listedTask(row: z.output<typeof listed>) {
  return {
    id: row.id,
    requirementId: row.requirement_id,
    team: { id: row.team_id, code: row.team_code, name: row.team_name },
    /** Whether its team is archived: nothing is written to it any more. */
    isArchived: row.is_archived,
    title: row.title,
    dueAt: row.due_at,
    /** Whether this team was given another deadline than the others. */
    hasOwnDue: row.has_own_due,
    isCompleted: row.status === "completed",
    completedAt: row.completed_at,
    completedByName: row.completed_by_name,
    assignee: row.assignee_id ? { id: row.assignee_id, name: row.assignee_name ?? "" } : null,
    createdAt: row.created_at,
    comments: row.comments,
    documents: row.documents,
  };
}

/** A task as a list has it (`task_list`). */
export const listedTaskSchema = listed.transform(listedTask);
export type ListedTask = z.output<typeof listedTaskSchema>;

/** What a team has to deliver next (`next_task`). */
export const nextTaskRowSchema = z
  .object({ id: z.uuid(), title: z.string(), due_at: timestamp })
  .transform(({ due_at: dueAt, ...row }) => ({ ...row, dueAt }))
  .nullable();

const comment = z
  .object({
    id: z.uuid(),
    author_id: z.uuid(),
    author_name: z.string(),
    author_role: z.enum(["admin", "member"]),
    content: z.string(),
    created_at: timestamp,
  })
  .transform((row) => ({
    id: row.id,
    author: { id: row.author_id, name: row.author_name, role: row.author_role },
    content: row.content,
    createdAt: row.created_at,
  }));
export type TaskComment = z.output<typeof comment>;

const document = z
  .object({
    id: z.uuid(),
    name: z.string(),
    size_bytes: z.int().nonnegative(),
    mime_type: z.string(),
    uploaded_at: timestamp,
    uploaded_by_name: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    sizeBytes: row.size_bytes,
    mimeType: row.mime_type,
    uploadedAt: row.uploaded_at,
    uploadedByName: row.uploaded_by_name,
  }));

/** A task with all that its own page shows (`task_page`). */
export const taskSchema = listed
  .extend({
    description: z.string(),
    revision: z.int().positive(),
    requirement_due_at: timestamp.nullable(),
    created_by_name: z.string().nullable(),
    comments: z.array(comment),
    documents: z.array(document),
    people: z.array(
      z
        .object({ id: z.uuid(), full_name: z.string() })
        .transform(({ id, full_name: name }) => ({ id, name })),
    ),
  })
  .transform((row) => ({
    ...listedTask({ ...row, comments: row.comments.length, documents: row.documents.length }),
    description: row.description,
    revision: row.revision,
    /** When the other teams have to have done it: for organisers. */
    requirementDueAt: row.requirement_due_at,
    createdByName: row.created_by_name,
    comments: row.comments,
    documents: row.documents,
    people: row.people,
  }));
export type Task = z.output<typeof taskSchema>;

const cell = z
  .object({
    team_id: z.uuid(),
    task_id: z.uuid(),
    status: z.enum(["open", "completed"]),
    due_at: timestamp,
    has_own_due: z.boolean(),
    completed_at: timestamp.nullable(),
    comments: z.int().nonnegative(),
    documents: z.int().nonnegative(),
  })
  .transform((row) => ({
    teamId: row.team_id,
    taskId: row.task_id,
    isCompleted: row.status === "completed",
    dueAt: row.due_at,
    hasOwnDue: row.has_own_due,
    completedAt: row.completed_at,
    comments: row.comments,
    documents: row.documents,
  }));

/** Every requirement and how every team stands with it (`requirement_matrix`). */
export const matrixSchema = z.object({
  teams: z.array(
    z
      .object({
        id: z.uuid(),
        code: z.string(),
        name: z.string(),
        primary_colour: z.string(),
        secondary_colour: z.string(),
      })
      .transform(({ primary_colour: primaryColour, secondary_colour: secondaryColour, ...team }) => ({
        ...team,
        primaryColour,
        secondaryColour,
      })),
  ),
  requirements: z.array(
    z
      .object({
        id: z.uuid(),
        title: z.string(),
        due_at: timestamp,
        revision: z.int().positive(),
        cells: z.array(cell),
      })
      .transform(({ due_at: dueAt, ...requirement }) => ({ ...requirement, dueAt })),
  ),
});
export type Matrix = z.output<typeof matrixSchema>;

export const statusChangeSchema = z.object({ id: z.uuid(), isCompleted: z.boolean() });
export type StatusChange = z.infer<typeof statusChangeSchema>;

/** `before` is who was responsible when the choice was made: what somebody else has chosen meanwhile stays. */
export const assignmentSchema = z.object({
  id: z.uuid(),
  before: z.uuid().nullable(),
  after: z.uuid().nullable(),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** In characters as Postgres counts them: an emoji is one here and two in `length`. */
export const lengthOf = (text: string): number => [...text].length;

/** The id is made by the writer's browser, so that a retry is recognised. */
export const newCommentSchema = z.object({
  id: z.uuid(),
  taskId: z.uuid(),
  content: z
    .string()
    .transform((text) => withoutControls(text).trim())
    .refine((text) => text !== "" && lengthOf(text) <= COMMENT_MAX_LENGTH),
});
export type NewComment = z.infer<typeof newCommentSchema>;
