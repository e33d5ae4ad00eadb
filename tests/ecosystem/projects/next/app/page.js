export default function Page() {
  return <p>Customer.io</p>;
}
