import test from 'ava';
import { RunningAppliance, until } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { addRepresentative, ADMINISTRATOR, claim, signIn } from './people.ts';

const BOB = { name: 'Bob Rep', username: 'bob', password: 'another rail for hands' };
/** More than a page of history, fewer than somebody may write at once. */
const LINES = 56;

test('the star becomes an orange bubble when a colleague writes, and a star again when it is read', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using ada = await representativeAtDesk();
  await claim(ada.page, appliance);
  await addRepresentative(ada.page, appliance, BOB);
  await ada.page.goto(`${appliance.url}/login/teams`);
  await ada.page.getByRole('link', { name: 'General' }).click();
  await ada.page
    .getByRole('combobox', { name: 'Username' })
    .or(ada.page.getByRole('textbox', { name: 'Username' }))
    .fill(BOB.username);
  await ada.page.getByRole('button', { name: 'Add member' }).click();
  await ada.page.getByText(BOB.username, { exact: true }).first().waitFor();
  await ada.page.goto(`${appliance.url}/console`);
  await using bob = await representativeAtDesk();
  await signIn(bob.page, appliance, BOB);

  // Bob writes from the queue; Shift+Enter is a new line, Enter sends, and nothing in it is code.
  await bob.page.getByRole('button', { name: /^General/ }).click();
  await bob.page.getByRole('button', { name: 'Team chat', exact: true }).click();
  const bobsChat = bob.page.getByRole('complementary', { name: 'Team chat of General' });
  await bobsChat.getByText('Nothing was written yet').waitFor();
  const bobsBox = bobsChat.getByRole('textbox', { name: 'Message to General' });
  // Opening it goes there.
  await bobsBox.and(bob.page.locator(':focus')).waitFor();
  await bobsBox.pressSequentially('Who knows <img src=x onerror=alert(1)>');
  await bobsBox.press('Shift+Enter');
  await bobsBox.pressSequentially('{{7*7}} https://example.com/docking');
  await bobsBox.press('Enter');

  // Ada, in her personal queue, sees the bubble where the star was.
  const star = ada.page.getByRole('button', { name: 'Favourite: General' });
  const bubble = ada.page.getByRole('button', { name: '1 new message in General' });
  await bubble.waitFor();
  t.is(await star.count(), 0);
  t.is(await bubble.evaluate((element) => getComputedStyle(element).color), 'rgb(217, 91, 0)');
  await ada.page.getByRole('status').getByText('Bob Rep wrote. 1 new message in General').waitFor();
  await bubble.click();
  const chat = ada.page.getByRole('complementary', { name: 'Team chat of General' });
  const written = chat.getByText('Who knows <img src=x onerror=alert(1)>');
  t.is(
    await written.first().innerText(),
    'Who knows <img src=x onerror=alert(1)>\n{{7*7}} https://example.com/docking',
  );
  t.is(await chat.getByRole('link').getAttribute('rel'), 'noopener noreferrer nofollow');
  await chat.getByText('New messages', { exact: true }).waitFor();
  await star.waitFor();
  t.is(await bubble.count(), 0);

  // An answer that is written while the appliance is gone arrives once when it is back.
  await appliance.stop('SIGKILL');
  const box = chat.getByRole('textbox', { name: 'Message to General' });
  await box.fill('I do.');
  await box.press('Enter');
  await chat.getByText('sending').waitFor();
  await appliance.start();
  await bobsChat.getByText('I do.').waitFor();
  await chat.getByText('sending').waitFor({ state: 'detached' });
  t.is(await chat.getByText('I do.').count(), 1);
  t.is(await bobsChat.getByText('I do.').count(), 1);
  t.is(await bobsChat.getByText(ADMINISTRATOR.name).count(), 1);

  // A long talk: the page stays at its end, and what is read stays in its place when older lines come.
  for (let count = 1; count <= LINES; count += 1) {
    await bobsBox.fill(`Line ${count}.`);
    await bobsBox.press('Enter');
  }
  await chat.getByText(`Line ${LINES}.`, { exact: true }).waitFor();
  const lines = chat.getByRole('log');
  const fromEnd = () =>
    lines.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
  const isAtEnd = async () => (await fromEnd()) < 4;
  await until('the end of the talk', isAtEnd);
  await ada.page.reload();
  await chat.getByText(`Line ${LINES}.`, { exact: true }).waitFor();
  await until('the end of the talk after a reload', isAtEnd);
  t.is(await chat.getByText('Line 1.', { exact: true }).count(), 0);
  const first = chat.getByText('Line 7.', { exact: true });
  const before = await first.evaluate((line) => {
    line.closest('[role=log]')?.scrollTo({ top: 60 });
    return line.getBoundingClientRect().y;
  });
  await chat.getByText('Line 1.', { exact: true }).waitFor({ state: 'attached' });
  await chat.getByText('This is the beginning.').waitFor({ state: 'attached' });
  const after = (await first.boundingBox())?.y ?? 0;
  t.true(Math.abs(after - before) < 30, `the line moved from ${before} to ${after}`);
  t.deepEqual([...ada.complaints, ...bob.complaints], []);
});
