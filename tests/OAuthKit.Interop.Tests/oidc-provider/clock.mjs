// The server's time runs ahead of the machine's by what the tests ask for, so that nothing ever waits for an expiry.
const machine = Date.now.bind(Date);
let ahead = 0;

Date.now = () => machine() + ahead;

export function advance(seconds) {
  ahead += seconds * 1000;
}
