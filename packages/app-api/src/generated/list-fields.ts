// Made by `pnpm generate` from packages/contract.

/** Fields that are lists in every answer that has them. */
export const LIST_FIELDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'actions activities assets available_languages backend_markers broadcasts campaigns channels cio_relationships client_ids clients collections components content_ids contents credits customers dependencies devices draft_newsletters email_translations emails events exports filter_segment_ids findings folders ids ip_addresses links mappings messages msg_template_ids msg_templates newsletters optouts parameters preview_jobs previews recipient_segment_ids relationships reporting_webhooks restored_node_ids results schema segments sender_identities sent_newsletters snippets suppressions tags test_groups topics trigger_segment_ids triggers types versions whitelist workspaces'.split(' '),
);
