import test from 'ava';
import type { IosProfileId } from '../../kernel/index.ts';
import { PORTAL, sample } from '../testing/samples.ts';
import {
  chosenProfiles,
  type IosSelection,
  portalsWithProfiles,
  profilesFound,
  selectionWords,
  toggled,
} from './ios-key-dialog.ts';

const [WIFI, MAIL] = [sample<IosProfileId>('wifi'), sample<IosProfileId>('mail')];
const AT: IosSelection = {
  step: 'selecting',
  choice: { portal: PORTAL, validForMs: 60_000, language: 'en' },
  profiles: [
    { id: MAIL, name: 'Mail', description: 'Your mailbox', isPublic: true },
    { id: WIFI, name: 'WI-FI of the office', description: '', isPublic: false },
  ],
  chosen: new Set(),
  query: '',
  busy: false,
  problem: 'Please select at least one profile.',
};

test('profiles are chosen and left again, and the words say how many; one that is gone does not count', (t) => {
  t.is(selectionWords(AT), 'No profile is selected yet.');
  const one = toggled(AT, WIFI);
  t.is(one.problem, undefined);
  t.is(selectionWords(one), '1 profile is selected.');
  const both = toggled(one, MAIL);
  t.is(selectionWords(both), '2 profiles are selected.');
  t.deepEqual(chosenProfiles(both), [MAIL, WIFI], 'in the order of the list');
  t.deepEqual(chosenProfiles(toggled(both, MAIL)), [WIFI]);
  t.deepEqual(chosenProfiles({ ...both, profiles: both.profiles?.slice(0, 1) }), [MAIL]);
});

test('what is looked for stands in name or description, in any case; what is chosen stays chosen', (t) => {
  const found = (query: string) => profilesFound({ ...AT, query }).map(({ id }) => id);
  t.deepEqual(found(''), [MAIL, WIFI]);
  t.deepEqual(found(' office wi-fi '), [WIFI]);
  t.deepEqual(found('MAILBOX'), [MAIL]);
  t.deepEqual(found('nothing'), []);
  t.deepEqual(chosenProfiles({ ...toggled(AT, WIFI), query: 'mail' }), [WIFI]);
  t.deepEqual(profilesFound({ ...AT, profiles: undefined }), []);
});

test('a key is offered only where the site has profiles and the representative may', (t) => {
  const portal = { id: PORTAL, name: 'Default', languages: ['en'] };
  t.deepEqual(portalsWithProfiles([portal, { ...portal, iosProfiles: false }]), []);
  t.is(portalsWithProfiles([portal, { ...portal, iosProfiles: true }]).length, 1);
});
