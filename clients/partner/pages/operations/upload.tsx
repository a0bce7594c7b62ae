import { useState, type ChangeEvent } from 'react'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { TextArea } from '../../../web/ui/text-area.tsx'
import { UploadApiManifestDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { faultsIn, manifestOf } from './manifest-text.ts'

/** A new version, by a file or pasted. What the platform finds wrong is told by operation, and what was typed stays. */
export function Upload({ clientId, uploaded }: { clientId: string; uploaded: (version: string) => void }) {
  const { operations: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [text, setText] = useState('')
  const [unread, setUnread] = useState(false)
  const manifest = manifestOf(text)
  const found = faultsIn(fault, manifest)
  const general = fault && (fault.issues.length === 0 || faultAt(fault, 'clientId')) ? fault : null
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    if (file) setText(await file.text())
    setUnread(false)
  }
  const save = (given: FormData) => {
    setUnread(manifest === null)
    if (manifest === null) return
    const version = filled(given, 'version') ?? ''
    void ask(async () => {
      await sdk.execute(UploadApiManifestDocument, { input: { clientId, version, manifest } })
      setText('')
      uploaded(version)
    })
  }
  return (
    <Form save={texts.upload} busy={busy} fault={general} onSave={save}>
      <Field
        name="version"
        label={texts.version}
        hint={texts.versionHint}
        maxLength={64}
        autoComplete="off"
        required
        fault={faultAt(fault, 'version')}
      />
      <Field
        key={clientId}
        name="file"
        type="file"
        accept=".json,application/json"
        label={texts.file}
        onChange={(event) => void read(event)}
      />
      <TextArea
        code
        name="manifest"
        label={texts.paste}
        hint={texts.pasteHint}
        value={text}
        onChange={({ target }) => setText(target.value)}
        fault={unread ? texts.noJson : found.length > 0 ? texts.faults(found.length) : undefined}
      />
      {found.length > 0 && (
        <Notice tone="danger" title={texts.faults(found.length)}>
          <ul className="flex flex-col gap-2 text-sm">
            {found.map(({ operation, message }, i) => (
              <li key={i} className="min-w-0 break-words">
                {operation !== null && <code className="font-semibold">{operation}: </code>}
                {message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </Form>
  )
}
