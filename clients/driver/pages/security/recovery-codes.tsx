import { Button } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useTexts } from '../../texts/index.ts'

/** Shown this once: the platform has only their hashes. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const { account: texts } = useTexts()
  return (
    <Notice tone="warn" title={texts.codesOnce}>
      <ul aria-label={texts.codes} className="grid grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button onClick={done}>{texts.codesKept}</Button>
    </Notice>
  )
}
