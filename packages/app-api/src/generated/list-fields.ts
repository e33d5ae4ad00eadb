// Made by `pnpm generate` from packages/contract.

/** Fields, of what answers hold, that are lists in every answer that has them. */
export const LIST_FIELDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'actions available_languages backend_markers campaigns client_ids content_ids dependencies devices draft_newsletters events filter_segment_ids findings folders links mappings msg_template_ids msg_templates optouts parameters previews recipient_segment_ids relationships restored_node_ids schema sent_newsletters tags topics trigger_segment_ids whitelist'.split(' '),
);
