import { everywhere, operation } from './operation.ts'

export interface DataTransfer {
  vendorId: string
  messageId?: string | null | undefined
  data?: string | null | undefined
  /** Instead of `data`. */
  json?: object | null | undefined
}

/** 1.6 §5.6, whose data is text; 2.0.1 P01, whose data is anything. */
export const dataTransfer = operation<DataTransfer>({
  description: 'Sends what only the maker of the charger understands.',
  actions: everywhere('DataTransfer'),
  payload: ({ vendorId, messageId, data, json }, { version }) => {
    const said = version === '1.6' && json != null ? JSON.stringify(json) : (json ?? data)
    return { vendorId, ...(messageId != null && { messageId }), ...(said != null && { data: said }) }
  },
})
