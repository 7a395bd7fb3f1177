/**
 * Slack's limits, in characters unless said otherwise.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 */
export const LIMITS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  sectionText: 3000,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  selectOptions: 100,
  optionText: 75,
  /** Slack's pages say 150, its typings 75. */
  optionValue: 75,
  /** `text` beyond this is split into several messages, and refused by chat.update. */
  messageText: 4000,
  /** Legal blocks are refused together (`msg_blocks_too_long`) near 13,200 characters. */
  blockTextTotal: 12_000,
  /** No length is published for rich text; this keeps a block inside the total. */
  preformattedText: 6000,
  /** Of a modal's title, and of the words on its buttons. */
  modalTitle: 24,
  modalMetadata: 3000,
  inputLabel: 2000,
  placeholder: 150,
  radioOptions: 10,
  chartTitle: 50,
  /** Of a series, a point, a category. */
  chartLabel: 20,
  chartSeries: 12,
  chartPoints: 20,
} as const;
