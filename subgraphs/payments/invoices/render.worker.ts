import type { InvoiceData } from './invoice-data.ts'
import { render, type Format } from './render.ts'

export interface RenderTask {
  data: InvoiceData
  format: Format
}

export default ({ data, format }: RenderTask): Promise<Buffer> => render(data, format)
