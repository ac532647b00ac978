-- Apart: a value can be used only once the transaction that adds it has ended.
alter type public.audit_act add value 'conversation_exported';
