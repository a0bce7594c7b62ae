import type { Client } from '../../../sdk/client.ts'
import { DownloadPersonExportDocument } from '../../generated/graphql.ts'

/** All pieces of a copy, one after the other. `progress` is told how much there is, from 0 to 1. */
export async function downloadCopy(
  sdk: Pick<Client, 'execute'>,
  { exportId, password }: { exportId: string; password: string | null },
  progress: (share: number) => void,
): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const read = async (from: number): Promise<number | null> => {
    const { content, next, bytes } = (await sdk.execute(DownloadPersonExportDocument, { input: { exportId, from, password } }))
      .downloadPersonExport
    pieces.push(Uint8Array.from(atob(content), (sign) => sign.codePointAt(0) ?? 0))
    progress(next === null ? 1 : next / bytes)
    return next
  }
  for (let from: number | null = 0; from !== null;) from = await read(from)
  return new Blob(pieces, { type: 'application/zip' })
}

export function saveAs(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
