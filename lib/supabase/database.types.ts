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
      chat_messages: {
        Row: {
          content: string | null
          created_at: string
          deleted_at: string | null
          edited_at: string | null
          id: string
          revision: number
          sender_id: string
          sender_name: string
          sender_role: Database["public"]["Enums"]["user_role"]
          seq: number
          team_id: string
        }
        Insert: {
          content?: string | null
          created_at?: string
          deleted_at?: string | null
          edited_at?: string | null
          id?: string
          revision?: number
          sender_id: string
          sender_name?: string
          sender_role?: Database["public"]["Enums"]["user_role"]
          seq?: number
          team_id: string
        }
        Update: {
          content?: string | null
          created_at?: string
          deleted_at?: string | null
          edited_at?: string | null
          id?: string
          revision?: number
          sender_id?: string
          sender_name?: string
          sender_role?: Database["public"]["Enums"]["user_role"]
          seq?: number
          team_id?: string
        }
        Relationships: [
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
          read_at: string
          seen_seq: number
          team_id: string
          user_id: string
        }
        Insert: {
          last_read_seq?: number
          read_at?: string
          seen_seq?: number
          team_id: string
          user_id: string
        }
        Update: {
          last_read_seq?: number
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
      chat_changes: {
        Args: { conversation: string; page_size?: number; since: number }
        Returns: Json
      }
      chat_history: {
        Args: { before_seq: number; conversation: string; page_size?: number }
        Returns: Json
      }
      chat_snapshot: {
        Args: { conversation: string; page_size?: number }
        Returns: Json
      }
      conversation_list: {
        Args: Record<PropertyKey, never>
        Returns: {
          code: string
          last_deleted: boolean
          last_excerpt: string
          last_message_at: string
          last_sender_id: string
          last_sender_name: string
          last_seq: number
          name: string
          primary_colour: string
          secondary_colour: string
          team_id: string
          unread: number
        }[]
      }
      deactivate_person: { Args: { person: string }; Returns: undefined }
      delete_message: {
        Args: { message_id: string }
        Returns: {
          content: string | null
          created_at: string
          deleted_at: string | null
          edited_at: string | null
          id: string
          revision: number
          sender_id: string
          sender_name: string
          sender_role: Database["public"]["Enums"]["user_role"]
          seq: number
          team_id: string
        }
        SetofOptions: {
          from: "*"
          to: "chat_messages"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      demote_person: {
        Args: { person: string; team: string }
        Returns: undefined
      }
      edit_message: {
        Args: { message_id: string; new_content: string }
        Returns: {
          content: string | null
          created_at: string
          deleted_at: string | null
          edited_at: string | null
          id: string
          revision: number
          sender_id: string
          sender_name: string
          sender_role: Database["public"]["Enums"]["user_role"]
          seq: number
          team_id: string
        }
        SetofOptions: {
          from: "*"
          to: "chat_messages"
          isOneToOne: true
          isSetofReturn: false
        }
      }
      find_addresses: {
        Args: { addresses: string[] }
        Returns: {
          email: string
          role: Database["public"]["Enums"]["user_role"]
          state: string
          team_code: string
        }[]
      }
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
      mark_read: {
        Args: { conversation: string; up_to_seq: number }
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
      promote_person: { Args: { person: string }; Returns: undefined }
      reactivate_person: { Args: { person: string }; Returns: undefined }
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
      renew_invitation: {
        Args: { invitation: string }
        Returns: {
          email: string
          expires_at: string
          token: string
        }[]
      }
      revoke_invitation: { Args: { invitation: string }; Returns: undefined }
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
      ],
      user_role: ["admin", "member"],
    },
  },
} as const
