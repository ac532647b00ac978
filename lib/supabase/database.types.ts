export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  // Allows to automatically instantiate createClient with right options
  // instead of createClient<Database, { PostgrestVersion: 'XX' }>(URL, KEY)
  __InternalSupabase: {
    PostgrestVersion: "14"
  }
  public: {
    Tables: {
      announcements: {
        Row: {
          content: string
          created_at: string
          created_by: string
          creator_name: string
          id: string
        }
        Insert: {
          content: string
          created_at?: string
          created_by: string
          creator_name: string
          id?: string
        }
        Update: {
          content?: string
          created_at?: string
          created_by?: string
          creator_name?: string
          id?: string
        }
        Relationships: [
          {
            foreignKeyName: "announcements_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      audit_log: {
        Row: {
          act: Database["public"]["Enums"]["audit_act"]
          actor_id: string | null
          at: string
          details: NonNullable<Json>
          id: number
          subject_id: string | null
          team_id: string | null
        }
        Insert: {
          act: Database["public"]["Enums"]["audit_act"]
          actor_id?: string | null
          at?: string
          details: NonNullable<Json>
          id?: never
          subject_id?: string | null
          team_id?: string | null
        }
        Update: {
          act?: Database["public"]["Enums"]["audit_act"]
          actor_id?: string | null
          at?: string
          details?: NonNullable<Json>
          id?: never
          subject_id?: string | null
          team_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "audit_log_actor_id_fkey"
            columns: ["actor_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "audit_log_team_id_fkey"
            columns: ["team_id"]
            isOneToOne: false
            referencedRelation: "teams"
            referencedColumns: ["id"]
          },
        ]
      }
      canned_replies: {
        Row: {
          content: string
          created_at: string
          created_by: string
          edited_at: string
          edited_by: string
          id: string
          revision: number
          shortcut: string | null
          title: string
        }
        Insert: {
          content: string
          created_at?: string
          created_by: string
          edited_at?: string
          edited_by: string
          id: string
          revision?: number
          shortcut?: string | null
          title: string
        }
        Update: {
          content?: string
          created_at?: string
          created_by?: string
          edited_at?: string
          edited_by?: string
          id?: string
          revision?: number
          shortcut?: string | null
          title?: string
        }
        Relationships: [
          {
            foreignKeyName: "canned_replies_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "canned_replies_edited_by_fkey"
            columns: ["edited_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      chat_messages: {
        Row: {
          announcement_id: string | null
          content: string | null
          created_at: string
          deleted_at: string | null
          document_ids: string[]
          edited_at: string | null
          id: string
          mention_names: string[]
          mentions: string[]
          revision: number
          sender_id: string
          sender_name: string
          sender_role: Database["public"]["Enums"]["user_role"]
          seq: number
          team_id: string
          written_after: number | null
        }
        Insert: {
          announcement_id?: string | null
          content?: string | null
          created_at?: string
          deleted_at?: string | null
          document_ids?: string[]
          edited_at?: string | null
          id?: string
          mention_names?: string[]
          mentions?: string[]
          revision?: number
          sender_id: string
          sender_name?: string
          sender_role?: Database["public"]["Enums"]["user_role"]
          seq?: number
          team_id: string
          written_after?: number | null
        }
        Update: {
          announcement_id?: string | null
          content?: string | null
          created_at?: string
          deleted_at?: string | null
          document_ids?: string[]
          edited_at?: string | null
          id?: string
          mention_names?: string[]
          mentions?: string[]
          revision?: number
          sender_id?: string
          sender_name?: string
          sender_role?: Database["public"]["Enums"]["user_role"]
          seq?: number
          team_id?: string
          written_after?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "chat_messages_announcement_id_fkey"
            columns: ["announcement_id"]
            isOneToOne: false
            referencedRelation: "announcements"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "chat_messages_sender_id_fkey"
            columns: ["sender_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "chat_messages_team_id_fkey"
            columns: ["team_id"]
            isOneToOne: false
            referencedRelation: "conversations"
            referencedColumns: ["team_id"]
          },
        ]
      }
      chat_read_cursors: {
        Row: {
          last_read_seq: number
          moved_back_at: string
          read_at: string
          seen_seq: number
          team_id: string
          user_id: string
        }
        Insert: {
          last_read_seq?: number
          moved_back_at?: string
          read_at?: string
          seen_seq?: number
          team_id: string
          user_id: string
        }
        Update: {
          last_read_seq?: number
          moved_back_at?: string
          read_at?: string
          seen_seq?: number
          team_id?: string
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "chat_read_cursors_team_id_fkey"
            columns: ["team_id"]
            isOneToOne: false
            referencedRelation: "conversations"
            referencedColumns: ["team_id"]
          },
          {
            foreignKeyName: "chat_read_cursors_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      conversation_handling: {
        Row: {
          assignee_id: string | null
          resolved_at: string | null
          resolved_by: string | null
          settled_seq: number
          snoozed_until: string | null
          team_id: string
          waiting_seq: number | null
          waiting_since: string | null
        }
        Insert: {
          assignee_id?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          settled_seq?: number
          snoozed_until?: string | null
          team_id: string
          waiting_seq?: number | null
          waiting_since?: string | null
        }
        Update: {
          assignee_id?: string | null
          resolved_at?: string | null
          resolved_by?: string | null
          settled_seq?: number
          snoozed_until?: string | null
          team_id?: string
          waiting_seq?: number | null
          waiting_since?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "conversation_handling_team_id_fkey"
            columns: ["team_id"]
            isOneToOne: true
            referencedRelation: "conversations"
            referencedColumns: ["team_id"]
          },
        ]
      }
      conversation_notes: {
        Row: {
          after_seq: number
          author_id: string
          author_name: string
          content: string | null
          created_at: string
          deleted_at: string | null
          edited_at: string | null
          id: string
          team_id: string
        }
        Insert: {
          after_seq: number
          author_id: string
          author_name: string
          content?: string | null
          created_at?: string
          deleted_at?: string | null
          edited_at?: string | null
          id: string
          team_id: string
        }
        Update: {
          after_seq?: number
          author_id?: string
          author_name?: string
          content?: string | null
          created_at?: string
          deleted_at?: string | null
          edited_at?: string | null
          id?: string
          team_id?: string
        }
        Relationships: []
      }
      conversations: {
        Row: {
          last_message_at: string | null
          last_revision: number
          last_seq: number
          team_id: string
          topic_epoch: number
        }
        Insert: {
          last_message_at?: string | null
          last_revision?: number
          last_seq?: number
          team_id: string
          topic_epoch?: number
        }
        Update: {
          last_message_at?: string | null
          last_revision?: number
          last_seq?: number
          team_id?: string
          topic_epoch?: number
        }
        Relationships: [
          {
            foreignKeyName: "conversations_team_id_fkey"
            columns: ["team_id"]
            isOneToOne: true
            referencedRelation: "teams"
            referencedColumns: ["id"]
          },
        ]
      }
      documents: {
        Row: {
          awaits_message: boolean
          deleted_at: string | null
          deleted_by: string | null
          height: number | null
          id: string
          message_id: string | null
          mime_type: string
          name: string
          size_bytes: number
          storage_path: string
          task_id: string | null
          team_id: string
          uploaded_at: string
          uploaded_by: string
          uploader_name: string
          width: number | null
        }
        Insert: {
          awaits_message?: boolean
          deleted_at?: string | null
          deleted_by?: string | null
          height?: number | null
          id: string
          message_id?: string | null
          mime_type: string
          name: string
          size_bytes: number
          storage_path: string
          task_id?: string | null
          team_id: string
          uploaded_at?: string
          uploaded_by: string
          uploader_name: string
          width?: number | null
        }
        Update: {
          awaits_message?: boolean
          deleted_at?: string | null
          deleted_by?: string | null
          height?: number | null
          id?: string
          message_id?: string | null
          mime_type?: string
          name?: string
          size_bytes?: number
          storage_path?: string
          task_id?: string | null
          team_id?: string
          uploaded_at?: string
          uploaded_by?: string
          uploader_name?: string
          width?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "documents_deleted_by_fkey"
            columns: ["deleted_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "documents_message"
            columns: ["message_id", "team_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id", "team_id"]
          },
          {
            foreignKeyName: "documents_task"
            columns: ["task_id", "team_id"]
            isOneToOne: false
            referencedRelation: "tasks"
            referencedColumns: ["id", "team_id"]
          },
          {
            foreignKeyName: "documents_team_id_fkey"
            columns: ["team_id"]
            isOneToOne: false
            referencedRelation: "teams"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "documents_uploaded_by_fkey"
            columns: ["uploaded_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      invitations: {
        Row: {
          accepted_at: string | null
          accepted_by: string | null
          created_at: string
          email: string
          expires_at: string
          id: string
          invited_by: string
          revoked_at: string | null
          role: Database["public"]["Enums"]["user_role"]
          sent_at: string
          team_id: string | null
          token_hash: string
        }
        Insert: {
          accepted_at?: string | null
          accepted_by?: string | null
          created_at?: string
          email: string
          expires_at?: string
          id?: string
          invited_by: string
          revoked_at?: string | null
          role: Database["public"]["Enums"]["user_role"]
          sent_at?: string
          team_id?: string | null
          token_hash: string
        }
        Update: {
          accepted_at?: string | null
          accepted_by?: string | null
          created_at?: string
          email?: string
          expires_at?: string
          id?: string
          invited_by?: string
          revoked_at?: string | null
          role?: Database["public"]["Enums"]["user_role"]
          sent_at?: string
          team_id?: string | null
          token_hash?: string
        }
        Relationships: [
          {
            foreignKeyName: "invitations_accepted_by_fkey"
            columns: ["accepted_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invitations_invited_by_fkey"
            columns: ["invited_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invitations_team_id_fkey"
            columns: ["team_id"]
            isOneToOne: false
            referencedRelation: "teams"
            referencedColumns: ["id"]
          },
        ]
      }
      notification_preferences: {
        Row: {
          muted: boolean
          type: Database["public"]["Enums"]["notification_type"]
          user_id: string
        }
        Insert: {
          muted: boolean
          type: Database["public"]["Enums"]["notification_type"]
          user_id: string
        }
        Update: {
          muted?: boolean
          type?: Database["public"]["Enums"]["notification_type"]
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "notification_preferences_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      notification_queue: {
        Row: {
          actor_id: string | null
          created_at: string
          deliver_at: string
          document_id: string | null
          due_at: string | null
          id: number
          link: string
          message_id: string | null
          page_id: string | null
          params: NonNullable<Json>
          reason: string
          task_id: string | null
          team_id: string | null
          transaction: unknown
          type: Database["public"]["Enums"]["notification_type"]
          user_id: string
        }
        Insert: {
          actor_id?: string | null
          created_at?: string
          deliver_at?: string
          document_id?: string | null
          due_at?: string | null
          id?: never
          link: string
          message_id?: string | null
          page_id?: string | null
          params?: NonNullable<Json>
          reason: string
          task_id?: string | null
          team_id?: string | null
          transaction?: unknown
          type: Database["public"]["Enums"]["notification_type"]
          user_id: string
        }
        Update: {
          actor_id?: string | null
          created_at?: string
          deliver_at?: string
          document_id?: string | null
          due_at?: string | null
          id?: never
          link?: string
          message_id?: string | null
          page_id?: string | null
          params?: NonNullable<Json>
          reason?: string
          task_id?: string | null
          team_id?: string | null
          transaction?: unknown
          type?: Database["public"]["Enums"]["notification_type"]
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "notification_queue_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      notification_settings: {
        Row: {
          quiet_from: string | null
          quiet_until: string | null
          user_id: string
        }
        Insert: {
          quiet_from?: string | null
          quiet_until?: string | null
          user_id: string
        }
        Update: {
          quiet_from?: string | null
          quiet_until?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "notification_settings_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: true
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      notification_slots: {
        Row: {
          free_at: string
          next_at: string
          type: Database["public"]["Enums"]["notification_type"]
          user_id: string
          waiting: boolean
        }
        Insert: {
          free_at?: string
          next_at?: string
          type: Database["public"]["Enums"]["notification_type"]
          user_id: string
          waiting?: boolean
        }
        Update: {
          free_at?: string
          next_at?: string
          type?: Database["public"]["Enums"]["notification_type"]
          user_id?: string
          waiting?: boolean
        }
        Relationships: [
          {
            foreignKeyName: "notification_slots_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      notifications: {
        Row: {
          created_at: string
          id: string
          item_count: number
          link: string
          message: string
          message_ids: string[]
          params: NonNullable<Json>
          read_at: string | null
          team_id: string | null
          title: string
          type: Database["public"]["Enums"]["notification_type"]
          user_id: string
        }
        Insert: {
          created_at?: string
          id?: string
          item_count?: number
          link: string
          message?: string
          message_ids?: string[]
          params?: NonNullable<Json>
          read_at?: string | null
          team_id?: string | null
          title: string
          type: Database["public"]["Enums"]["notification_type"]
          user_id: string
        }
        Update: {
          created_at?: string
          id?: string
          item_count?: number
          link?: string
          message?: string
          message_ids?: string[]
          params?: NonNullable<Json>
          read_at?: string | null
          team_id?: string | null
          title?: string
          type?: Database["public"]["Enums"]["notification_type"]
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "notifications_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      page_reads: {
        Row: {
          page_id: string
          seen_revision: number
          user_id: string
        }
        Insert: {
          page_id: string
          seen_revision: number
          user_id: string
        }
        Update: {
          page_id?: string
          seen_revision?: number
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "page_reads_page_id_fkey"
            columns: ["page_id"]
            isOneToOne: false
            referencedRelation: "pages"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "page_reads_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      pages: {
        Row: {
          body: string
          created_at: string
          created_by: string
          edited_at: string
          edited_by: string
          id: string
          published_at: string | null
          published_by: string | null
          revision: number
          slug: string
          status: Database["public"]["Enums"]["page_status"]
          title: string
        }
        Insert: {
          body?: string
          created_at?: string
          created_by: string
          edited_at?: string
          edited_by: string
          id: string
          published_at?: string | null
          published_by?: string | null
          revision?: number
          slug: string
          status?: Database["public"]["Enums"]["page_status"]
          title: string
        }
        Update: {
          body?: string
          created_at?: string
          created_by?: string
          edited_at?: string
          edited_by?: string
          id?: string
          published_at?: string | null
          published_by?: string | null
          revision?: number
          slug?: string
          status?: Database["public"]["Enums"]["page_status"]
          title?: string
        }
        Relationships: [
          {
            foreignKeyName: "pages_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "pages_edited_by_fkey"
            columns: ["edited_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "pages_published_by_fkey"
            columns: ["published_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      push_subscriptions: {
        Row: {
          auth: string
          created_at: string
          endpoint: string
          id: string
          label: string
          last_sent_at: string | null
          p256dh: string
          session_id: string | null
          tested_at: string | null
          user_id: string
        }
        Insert: {
          auth: string
          created_at?: string
          endpoint: string
          id?: string
          label: string
          last_sent_at?: string | null
          p256dh: string
          session_id?: string | null
          tested_at?: string | null
          user_id: string
        }
        Update: {
          auth?: string
          created_at?: string
          endpoint?: string
          id?: string
          label?: string
          last_sent_at?: string | null
          p256dh?: string
          session_id?: string | null
          tested_at?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "push_subscriptions_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      requirements: {
        Row: {
          created_at: string
          created_by: string
          description: string
          due_at: string
          edited_at: string | null
          id: string
          revision: number
          title: string
          withdrawn_at: string | null
        }
        Insert: {
          created_at?: string
          created_by: string
          description?: string
          due_at: string
          edited_at?: string | null
          id?: string
          revision?: number
          title: string
          withdrawn_at?: string | null
        }
        Update: {
          created_at?: string
          created_by?: string
          description?: string
          due_at?: string
          edited_at?: string | null
          id?: string
          revision?: number
          title?: string
          withdrawn_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "requirements_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
        ]
      }
      task_comments: {
        Row: {
          author_id: string
          author_name: string
          author_role: Database["public"]["Enums"]["user_role"]
          content: string
          created_at: string
          id: string
          task_id: string
          team_id: string
        }
        Insert: {
          author_id: string
          author_name?: string
          author_role?: Database["public"]["Enums"]["user_role"]
          content: string
          created_at?: string
          id?: string
          task_id: string
          team_id?: string
        }
        Update: {
          author_id?: string
          author_name?: string
          author_role?: Database["public"]["Enums"]["user_role"]
          content?: string
          created_at?: string
          id?: string
          task_id?: string
          team_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "task_comments_author_id_fkey"
            columns: ["author_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "task_comments_of_task"
            columns: ["task_id", "team_id"]
            isOneToOne: false
            referencedRelation: "tasks"
            referencedColumns: ["id", "team_id"]
          },
        ]
      }
      tasks: {
        Row: {
          asked_anew_at: string | null
          assignee_id: string | null
          completed_at: string | null
          completed_by: string | null
          created_at: string
          created_by: string
          description: string
          due_at: string
          has_own_due: boolean
          id: string
          requirement_id: string | null
          revision: number
          status: Database["public"]["Enums"]["task_status"]
          team_id: string
          title: string
          withdrawn_at: string | null
        }
        Insert: {
          asked_anew_at?: string | null
          assignee_id?: string | null
          completed_at?: string | null
          completed_by?: string | null
          created_at?: string
          created_by: string
          description?: string
          due_at: string
          has_own_due?: boolean
          id?: string
          requirement_id?: string | null
          revision?: number
          status?: Database["public"]["Enums"]["task_status"]
          team_id: string
          title: string
          withdrawn_at?: string | null
        }
        Update: {
          asked_anew_at?: string | null
          assignee_id?: string | null
          completed_at?: string | null
          completed_by?: string | null
          created_at?: string
          created_by?: string
          description?: string
          due_at?: string
          has_own_due?: boolean
          id?: string
          requirement_id?: string | null
          revision?: number
          status?: Database["public"]["Enums"]["task_status"]
          team_id?: string
          title?: string
          withdrawn_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "tasks_assignee_id_fkey"
            columns: ["assignee_id"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tasks_completed_by_fkey"
            columns: ["completed_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tasks_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "users"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tasks_requirement_id_fkey"
            columns: ["requirement_id"]
            isOneToOne: false
            referencedRelation: "requirements"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tasks_team_id_fkey"
            columns: ["team_id"]
            isOneToOne: false
            referencedRelation: "teams"
            referencedColumns: ["id"]
          },
        ]
      }
      teams: {
        Row: {
          archived_at: string | null
          code: string
          created_at: string
          id: string
          name: string
          primary_colour: string
          secondary_colour: string
          time_zone: string
        }
        Insert: {
          archived_at?: string | null
          code: string
          created_at?: string
          id?: string
          name: string
          primary_colour?: string
          secondary_colour?: string
          time_zone?: string
        }
        Update: {
          archived_at?: string | null
          code?: string
          created_at?: string
          id?: string
          name?: string
          primary_colour?: string
          secondary_colour?: string
          time_zone?: string
        }
        Relationships: []
      }
      tournament: {
        Row: {
          admin_topic_epoch: number
          id: boolean
          name: string
          reminder_leads: string[]
          time_zone: string
          venue: string
        }
        Insert: {
          admin_topic_epoch?: number
          id?: boolean
          name?: string
          reminder_leads?: string[]
          time_zone?: string
          venue?: string
        }
        Update: {
          admin_topic_epoch?: number
          id?: boolean
          name?: string
          reminder_leads?: string[]
          time_zone?: string
          venue?: string
        }
        Relationships: []
      }
      users: {
        Row: {
          created_at: string
          deactivated_at: string | null
          full_name: string
          id: string
          locale: string
          role: Database["public"]["Enums"]["user_role"]
          team_id: string | null
          time_zone: string
          topic_epoch: number
        }
        Insert: {
          created_at?: string
          deactivated_at?: string | null
          full_name: string
          id: string
          locale?: string
          role?: Database["public"]["Enums"]["user_role"]
          team_id?: string | null
          time_zone?: string
          topic_epoch?: number
        }
        Update: {
          created_at?: string
          deactivated_at?: string | null
          full_name?: string
          id?: string
          locale?: string
          role?: Database["public"]["Enums"]["user_role"]
          team_id?: string | null
          time_zone?: string
          topic_epoch?: number
        }
        Relationships: [
          {
            foreignKeyName: "users_team_id_fkey"
            columns: ["team_id"]
            isOneToOne: false
            referencedRelation: "teams"
            referencedColumns: ["id"]
          },
        ]
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      accept_invitation: {
        Args: {
          full_name: string
          locale: string
          time_zone: string
          token: string
        }
        Returns: undefined
      }
      announce: {
        Args: { announcement_id: string; content: string; teams: string[] }
        Returns: {
          content: string
          created_at: string
          created_by: string
          creator_name: string
          id: string
        }
        SetofOptions: {
          from: "*"
          to: "announcements"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      announcement: { Args: { announcement_id: string }; Returns: Json }
      announcement_list: { Args: Record<PropertyKey, never>; Returns: Json }
      ask_more_teams: {
        Args: { requirement_id: string; teams: string[] }
        Returns: {
          created_at: string
          created_by: string
          description: string
          due_at: string
          edited_at: string | null
          id: string
          revision: number
          title: string
          withdrawn_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "requirements"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      ask_teams: {
        Args: {
          assignee?: string
          description: string
          due_at: string
          requirement_id: string
          teams: string[]
          title: string
        }
        Returns: {
          created_at: string
          created_by: string
          description: string
          due_at: string
          edited_at: string | null
          id: string
          revision: number
          title: string
          withdrawn_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "requirements"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      assign_conversation: {
        Args: { conversation: string; organiser: string }
        Returns: undefined
      }
      chat_changes: {
        Args: { conversation: string; page_size?: number; since: number }
        Returns: Json
      }
      chat_following: {
        Args: { after_seq: number; conversation: string; page_size?: number }
        Returns: Json
      }
      chat_history: {
        Args: { before_seq: number; conversation: string; page_size?: number }
        Returns: Json
      }
      chat_references: {
        Args: { conversation: string; documents: string[]; tasks: string[] }
        Returns: Json
      }
      chat_snapshot: {
        Args: { conversation: string; page_size?: number }
        Returns: Json
      }
      chat_window: {
        Args: { around_seq: number; conversation: string; page_size?: number }
        Returns: Json
      }
      claim_pushes: {
        Args: {
          batch?: number
          lease?: string
          now?: string
          only_delivery?: number
        }
        Returns: {
          attempt: number
          auth: string
          created_at: string
          delivery: number
          endpoint: string
          item_count: number
          link: string
          locale: string
          message: string
          notification_id: string
          p256dh: string
          params: Json
          team_code: string
          time_zone: string
          title: string
          type: Database["public"]["Enums"]["notification_type"]
        }[]
      }
      clean_up_notifications: {
        Args: { batch?: number; now?: string }
        Returns: number
      }
      condemn_upload: {
        Args: { document_id: string; team: string }
        Returns: boolean
      }
      confirm_document: {
        Args: {
          document_id: string
          for_message?: boolean
          height?: number
          mime_type: string
          name: string
          task?: string
          team: string
          uploader: string
          width?: number
        }
        Returns: {
          awaits_message: boolean
          deleted_at: string | null
          deleted_by: string | null
          height: number | null
          id: string
          message_id: string | null
          mime_type: string
          name: string
          size_bytes: number
          storage_path: string
          task_id: string | null
          team_id: string
          uploaded_at: string
          uploaded_by: string
          uploader_name: string
          width: number | null
        }
        SetofOptions: {
          from: "*"
          to: "documents"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      conversation_list: {
        Args: Record<PropertyKey, never>
        Returns: {
          assignee_id: string
          assignee_name: string
          code: string
          last_deleted: boolean
          last_excerpt: string
          last_message_at: string
          last_sender_id: string
          last_sender_name: string
          last_seq: number
          name: string
          primary_colour: string
          resolved_at: string
          secondary_colour: string
          snoozed_until: string
          team_id: string
          unread: number
          waiting_since: string
        }[]
      }
      conversation_note_list: {
        Args: { conversation: string; page_size?: number }
        Returns: Json
      }
      conversation_readers: { Args: { conversation: string }; Returns: Json }
      copy_requirements: {
        Args: {
          new_ids: string[]
          shift_days: number
          sources: string[]
          teams: string[]
        }
        Returns: {
          created_at: string
          created_by: string
          description: string
          due_at: string
          edited_at: string | null
          id: string
          revision: number
          title: string
          withdrawn_at: string | null
        }[]
        SetofOptions: {
          from: "*"
          to: "requirements"
          isOneToOne: false
          isSetofReturn: true
        }
      }
      create_page: {
        Args: {
          new_body: string
          new_slug: string
          new_title: string
          page_id: string
        }
        Returns: {
          body: string
          created_at: string
          created_by: string
          edited_at: string
          edited_by: string
          id: string
          published_at: string | null
          published_by: string | null
          revision: number
          slug: string
          status: Database["public"]["Enums"]["page_status"]
          title: string
        }
        SetofOptions: {
          from: "*"
          to: "pages"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      create_reply: {
        Args: {
          new_content: string
          new_shortcut: string
          new_title: string
          reply_id: string
        }
        Returns: {
          content: string
          created_at: string
          created_by: string
          edited_at: string
          edited_by: string
          id: string
          revision: number
          shortcut: string | null
          title: string
        }
        SetofOptions: {
          from: "*"
          to: "canned_replies"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      deactivate_person: { Args: { person: string }; Returns: undefined }
      delete_document: { Args: { document_id: string }; Returns: string }
      delete_message: {
        Args: { message_id: string }
        Returns: {
          announcement_id: string | null
          content: string | null
          created_at: string
          deleted_at: string | null
          document_ids: string[]
          edited_at: string | null
          id: string
          mention_names: string[]
          mentions: string[]
          revision: number
          sender_id: string
          sender_name: string
          sender_role: Database["public"]["Enums"]["user_role"]
          seq: number
          team_id: string
          written_after: number | null
        }
        SetofOptions: {
          from: "*"
          to: "chat_messages"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      delete_note: { Args: { note_id: string }; Returns: undefined }
      delete_page: {
        Args: { page_id: string; seen_revision: number }
        Returns: undefined
      }
      delete_reply: {
        Args: { reply_id: string; seen_revision: number }
        Returns: undefined
      }
      deliver_notifications: {
        Args: { batch?: number; now?: string; readers?: string[] }
        Returns: Json
      }
      demote_person: {
        Args: { person: string; team: string }
        Returns: undefined
      }
      document_list: {
        Args: {
          page_size?: number
          search?: string
          skip?: number
          team?: string
        }
        Returns: Json
      }
      edit_message: {
        Args: {
          message_id: string
          new_content: string
          new_mentions?: string[]
        }
        Returns: {
          announcement_id: string | null
          content: string | null
          created_at: string
          deleted_at: string | null
          document_ids: string[]
          edited_at: string | null
          id: string
          mention_names: string[]
          mentions: string[]
          revision: number
          sender_id: string
          sender_name: string
          sender_role: Database["public"]["Enums"]["user_role"]
          seq: number
          team_id: string
          written_after: number | null
        }
        SetofOptions: {
          from: "*"
          to: "chat_messages"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      edit_note: {
        Args: { new_content: string; note_id: string }
        Returns: Json
      }
      edit_page: {
        Args: {
          new_body: string
          new_slug: string
          new_title: string
          page_id: string
          seen_revision: number
        }
        Returns: {
          body: string
          created_at: string
          created_by: string
          edited_at: string
          edited_by: string
          id: string
          published_at: string | null
          published_by: string | null
          revision: number
          slug: string
          status: Database["public"]["Enums"]["page_status"]
          title: string
        }
        SetofOptions: {
          from: "*"
          to: "pages"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      edit_reply: {
        Args: {
          new_content: string
          new_shortcut: string
          new_title: string
          reply_id: string
          seen_revision: number
        }
        Returns: {
          content: string
          created_at: string
          created_by: string
          edited_at: string
          edited_by: string
          id: string
          revision: number
          shortcut: string | null
          title: string
        }
        SetofOptions: {
          from: "*"
          to: "canned_replies"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      edit_requirement: {
        Args: {
          description: string
          due_at: string
          requirement_id: string
          seen_revision: number
          title: string
        }
        Returns: {
          created_at: string
          created_by: string
          description: string
          due_at: string
          edited_at: string | null
          id: string
          revision: number
          title: string
          withdrawn_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "requirements"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      edit_task: {
        Args: {
          description: string
          due_at: string
          seen_revision: number
          task_id: string
          title: string
        }
        Returns: {
          asked_anew_at: string | null
          assignee_id: string | null
          completed_at: string | null
          completed_by: string | null
          created_at: string
          created_by: string
          description: string
          due_at: string
          has_own_due: boolean
          id: string
          requirement_id: string | null
          revision: number
          status: Database["public"]["Enums"]["task_status"]
          team_id: string
          title: string
          withdrawn_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "tasks"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      export_conversation: { Args: { team: string }; Returns: string }
      files_to_clear: { Args: { batch?: number }; Returns: string[] }
      find_addresses: {
        Args: { addresses: string[] }
        Returns: {
          email: string
          role: Database["public"]["Enums"]["user_role"]
          state: string
          team_code: string
        }[]
      }
      find_upload: {
        Args: { document_id: string; team: string; uploader: string }
        Returns: number
      }
      has_upload_room: { Args: { uploader: string }; Returns: boolean }
      import_roster: {
        Args: { roster: Json }
        Returns: {
          email: string
          expires_at: string
          invitation: string
          line: number
          person_outcome: string
          team_code: string
          team_outcome: string
          token: string
        }[]
      }
      invite_person: {
        Args: {
          email: string
          role: Database["public"]["Enums"]["user_role"]
          team_id?: string
        }
        Returns: {
          expires_at: string
          id: string
          token: string
        }[]
      }
      make_first_organiser: {
        Args: { email: string; full_name: string }
        Returns: string
      }
      mark_page_read: {
        Args: { page_id: string; seen_revision: number }
        Returns: number
      }
      mark_read: {
        Args: { conversation: string; up_to_seq: number }
        Returns: number
      }
      mark_unread: {
        Args: { conversation: string; from_seq: number }
        Returns: number
      }
      move_person: {
        Args: { person: string; team: string }
        Returns: undefined
      }
      my_profile: {
        Args: Record<PropertyKey, never>
        Returns: {
          full_name: string
          id: string
          locale: string
          primary_colour: string
          role: Database["public"]["Enums"]["user_role"]
          secondary_colour: string
          team_code: string
          team_id: string
          team_name: string
          time_zone: string
          tournament_name: string
        }[]
      }
      my_topics: { Args: Record<PropertyKey, never>; Returns: Json }
      next_task: { Args: { now: string }; Returns: Json }
      notification_list: {
        Args: {
          before_created_at?: string
          before_id?: string
          only_unread?: boolean
          page_size?: number
          wanted?: Database["public"]["Enums"]["notification_type"][]
        }
        Returns: Json
      }
      page_list: { Args: Record<PropertyKey, never>; Returns: Json }
      promote_person: { Args: { person: string }; Returns: undefined }
      publish_page: {
        Args: { page_id: string; seen_revision: number }
        Returns: {
          body: string
          created_at: string
          created_by: string
          edited_at: string
          edited_by: string
          id: string
          published_at: string | null
          published_by: string | null
          revision: number
          slug: string
          status: Database["public"]["Enums"]["page_status"]
          title: string
        }
        SetofOptions: {
          from: "*"
          to: "pages"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      queue_reminders: {
        Args: { batch?: number; now?: string }
        Returns: number
      }
      queue_test_push: { Args: { device: string }; Returns: number }
      reactivate_person: { Args: { person: string }; Returns: undefined }
      read_all_notifications: { Args: { up_to?: string }; Returns: string[] }
      read_invitation: {
        Args: { token: string }
        Returns: {
          email: string
          invited_by_name: string
          primary_colour: string
          role: Database["public"]["Enums"]["user_role"]
          secondary_colour: string
          state: string
          team_code: string
          team_name: string
          tournament_name: string
        }[]
      }
      read_message: { Args: { message_id: string }; Returns: Json }
      read_notification: { Args: { notification_id: string }; Returns: Json }
      read_page: { Args: { address: string }; Returns: Json }
      renew_invitation: {
        Args: { invitation: string }
        Returns: {
          email: string
          expires_at: string
          token: string
        }[]
      }
      reopen_conversation: {
        Args: { conversation: string }
        Returns: undefined
      }
      requirement_matrix: { Args: Record<PropertyKey, never>; Returns: Json }
      resolve_conversation: {
        Args: { conversation: string; seen_seq: number }
        Returns: undefined
      }
      revoke_invitation: { Args: { invitation: string }; Returns: undefined }
      save_push_subscription: {
        Args: {
          auth: string
          endpoint: string
          known?: string
          label: string
          p256dh: string
        }
        Returns: string
      }
      search_messages: {
        Args: {
          before?: string
          page_size?: number
          query: string
          team?: string
        }
        Returns: Json
      }
      set_task_due: {
        Args: { due_at: string; seen_due: string; task_id: string }
        Returns: {
          asked_anew_at: string | null
          assignee_id: string | null
          completed_at: string | null
          completed_by: string | null
          created_at: string
          created_by: string
          description: string
          due_at: string
          has_own_due: boolean
          id: string
          requirement_id: string | null
          revision: number
          status: Database["public"]["Enums"]["task_status"]
          team_id: string
          title: string
          withdrawn_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "tasks"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      settle_pushes: { Args: { now?: string; outcomes: Json }; Returns: number }
      snooze_conversation: {
        Args: { conversation: string; seen_seq: number; until: string }
        Returns: undefined
      }
      take_back_page: {
        Args: { page_id: string }
        Returns: {
          body: string
          created_at: string
          created_by: string
          edited_at: string
          edited_by: string
          id: string
          published_at: string | null
          published_by: string | null
          revision: number
          slug: string
          status: Database["public"]["Enums"]["page_status"]
          title: string
        }
        SetofOptions: {
          from: "*"
          to: "pages"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      task_list: {
        Args: { requirement?: string; team?: string }
        Returns: Json
      }
      task_page: { Args: { task_id: string }; Returns: Json }
      unread_notification_count: {
        Args: Record<PropertyKey, never>
        Returns: number
      }
      unread_notifications: { Args: { ids: string[] }; Returns: number }
      withdraw_requirement: {
        Args: { requirement_id: string }
        Returns: {
          created_at: string
          created_by: string
          description: string
          due_at: string
          edited_at: string | null
          id: string
          revision: number
          title: string
          withdrawn_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "requirements"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      withdraw_task: {
        Args: { task_id: string }
        Returns: {
          asked_anew_at: string | null
          assignee_id: string | null
          completed_at: string | null
          completed_by: string | null
          created_at: string
          created_by: string
          description: string
          due_at: string
          has_own_due: boolean
          id: string
          requirement_id: string | null
          revision: number
          status: Database["public"]["Enums"]["task_status"]
          team_id: string
          title: string
          withdrawn_at: string | null
        }
        SetofOptions: {
          from: "*"
          to: "tasks"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      write_note: {
        Args: { conversation: string; new_content: string; note_id: string }
        Returns: Json
      }
    }
    Enums: {
      audit_act:
        | "invited"
        | "renewed"
        | "revoked"
        | "accepted"
        | "enrolled"
        | "moved"
        | "promoted"
        | "demoted"
        | "deactivated"
        | "reactivated"
        | "profile_edited"
        | "password_changed"
        | "address_changed"
        | "team_created"
        | "team_edited"
        | "team_archived"
        | "team_unarchived"
        | "tournament_edited"
        | "roster_imported"
        | "conversation_exported"
      notification_type:
        | "task_assigned"
        | "task_completed"
        | "task_comment"
        | "deadline_reminder"
        | "document_uploaded"
        | "page_published"
        | "chat_mention"
        | "chat_message"
      page_status: "draft" | "published"
      task_status: "open" | "completed"
      user_role: "admin" | "member"
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] &
        DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] &
        DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  public: {
    Enums: {
      audit_act: [
        "invited",
        "renewed",
        "revoked",
        "accepted",
        "enrolled",
        "moved",
        "promoted",
        "demoted",
        "deactivated",
        "reactivated",
        "profile_edited",
        "password_changed",
        "address_changed",
        "team_created",
        "team_edited",
        "team_archived",
        "team_unarchived",
        "tournament_edited",
        "roster_imported",
        "conversation_exported",
      ],
      notification_type: [
        "task_assigned",
        "task_completed",
        "task_comment",
        "deadline_reminder",
        "document_uploaded",
        "page_published",
        "chat_mention",
        "chat_message",
      ],
      page_status: ["draft", "published"],
      task_status: ["open", "completed"],
      user_role: ["admin", "member"],
    },
  },
} as const
