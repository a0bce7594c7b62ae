import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { useTexts } from '../../texts/index.ts'

/** Mails to operators, reviewers and partners lead to the clients' first address, which is this app's. */
export function ElsewherePage() {
  const { letters: texts } = useTexts()
  return (
    <>
      <PageTitle>{texts.elsewhere}</PageTitle>
      <Notice tone="info" title={texts.elsewhereHint} />
    </>
  )
}
