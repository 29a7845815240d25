const COLUMNS = ['timestamp', 'model_id', 'model', 'type', 'id', 'action', 'symbol', 'amount', 'price', 'message']

const plain = ({ timestamp, model, type, id, data }, nameOf) =>
  ({ timestamp, model_id: model, model: nameOf(model), type, id, data })

export const asJson = (events, nameOf) => JSON.stringify(events.map(it => plain(it, nameOf)), null, 2)

/** A line per event, as RFC 4180 has it. */
export const asCsv = (events, nameOf) => [COLUMNS, ...events.map(it => cells({ ...it.data, ...plain(it, nameOf) }))]
  .map(line => line.map(cell).join(',') + '\r\n').join('')

const cells = values => COLUMNS.map(name => values[name])

/** Text that a spreadsheet would take for a formula is kept from it by a quote. */
function cell(value) {
  const text = typeof value === 'object' && value ? JSON.stringify(value) : String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? "'" + text : text
  return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe
}
